# The frame of every page
skip = Ir al contenido
places = Secciones
place-today = Hoy
place-docket = Registro
place-review = Revisión
place-directory = Directorio
place-oversight = Supervisión
place-settings = Ajustes
place-new = Nueva solicitud
search = Buscar por referencia
search-hint = Referencia
search-title = Parte de una referencia: letras, cifras y guiones
sign-in = Iniciar sesión
sign-out = Cerrar sesión
keys = Teclas de esta página
key-rows = Fila siguiente y anterior
key-open = Abrir la fila
close-window = Cerrar
more = Más
save = Guardar
add = Añadir
now = ahora
optional = (opcional)
choose = Elegir
empty = vacío
not-stated = No indicado
one-a-line = Uno por línea
news-outside = La otra oficina ha enviado algo sobre este caso.
news-inside = Un colega ha modificado este caso.
news-list = Esta lista ha cambiado.
news-show = Mostrar

# Days and deadlines
day = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
due-overdue = { $days ->
    [one] vencido hace { $days } día
   *[other] vencido hace { $days } días
}
due-today = vence hoy
due-in = { $days ->
    [one] vence en { $days } día
   *[other] vence en { $days } días
}

# Signing in
sign-in-lead = Elija quién es usted en este puesto.
demo-only = Esto es una demostración.
demo-only-more = Los funcionarios son ficticios y entran con un clic. En una oficina real esta página no existe.
neighbours = Otros puestos de esta demostración
sign-in-by-passkey = Entre con su llave de acceso: su dispositivo o su llave de seguridad le pide que demuestre que es usted.
sign-in-by-provider = Entre con su cuenta del servicio de acceso de la oficina.
sign-in-provider = Entrar con su cuenta de la oficina
sign-in-passkey = Entrar con una llave de acceso
unlock-provider = Continuar con su cuenta de la oficina
unlock-passkey = Continuar con una llave de acceso
prove-provider = Demostrar con su cuenta de la oficina
provider-onward = Un momento, se continúa
provider-unreached = No se pudo contactar con el servicio de acceso de la oficina:
provider-unreached-passkey = Inténtelo de nuevo en un minuto, o use su llave de acceso si tiene una. Si continúa, avise a quien lleva el nodo.
provider-unreached-alone = Inténtelo de nuevo en un minuto. Si continúa, avise a quien lleva el nodo.
sign-out-provider-lead = Ha cerrado la sesión en este puesto. Su sesión en el servicio de acceso de la oficina puede seguir abierta.
sign-out-provider = Cerrarla también
passkeys-none = Los funcionarios de esta oficina entran con su cuenta de la oficina, sin llaves de acceso.
sign-in-lost = ¿Aún no tiene llave de acceso, o las ha perdido todas? Acuda a dos administradores, o a quien lleva el nodo.
lock = Bloquear
locked = Bloqueado
locked-lead = Esta sesión no muestra nada hasta que su funcionario la continúe. Lo escrito se conserva.
unlock = Continuar
demo-unlock = Aquí se desbloquea con un clic; en una oficina real, con la llave de acceso del funcionario.
demo-passkeys = Los funcionarios entran con un clic y no tienen llaves de acceso.
enrol = Crear una llave de acceso
enrol-lead = { $officer }: cree la llave de acceso con la que entrará en el puesto de { $bureau }. Este enlace sirve una sola vez.
enrol-replaces = Sustituye a todas sus llaves de acceso anteriores, y sus sesiones abiertas terminan.
account = Su cuenta
administration = Administración
passkeys = Llaves de acceso
passkey-name = Nombre de la llave de acceso
passkey-name-help = Para distinguirla de otras, por ejemplo «llave de seguridad azul».
passkey-add = Añadir una llave de acceso
passkey-spare = Guarde una de reserva en otro dispositivo, por si se pierde.
passkey-last = La última; añada otra antes de quitarla
passkey-refused = La llave de acceso no se usó. Inténtelo de nuevo, o tome otra.
passkey-nothing = Esta página necesita scripts y un navegador que conozca las llaves de acceso. Tome un navegador más reciente.
passkey-away = Las llaves de acceso sirven solo en { $address }. Abra el puesto en esa dirección.
remove = Quitar
prove = Demostrar con su llave de acceso
prove-lead = Para cambiar cómo entran los funcionarios o para terminar sesiones, demuestre primero que es usted.
column-added = Añadida
column-used = Último uso
column-do = Qué hacer
column-begun = Comienzo
column-active = Última actividad
column-postings = Puestos
column-change = Cambio
column-recovery = Restablecimiento
sessions = Sesiones abiertas
session-this = Esta
session-end = Terminar
sessions-end-others = Terminar todas las demás
officers = Funcionarios
recovery-lead = Al funcionario que perdió todas sus llaves de acceso lo restablecen dos administradores: uno lo propone, otro lo confirma dentro de un día y entrega el enlace. Asegúrese en persona de que es el funcionario quien lo pide.
recovery-proposed = Propuesto por { $officer }
recovery-propose = Proponer el restablecimiento
recovery-confirm = Confirmar el restablecimiento
recovery-another = Otro administrador debe confirmarlo
recovery-not-own = Nadie se restablece a sí mismo
recovery-confirmed = Restablecimiento confirmado
recovery-link = Las llaves de acceso anteriores ya no sirven y las sesiones han terminado. Entregue este enlace en persona; sirve una vez, durante un cuarto de hora, y no se vuelve a mostrar.
staff-changes = Agentes que llegaron, se fueron o cambiaron
staff-lead = Tal como el nodo los leyó en su configuración al arrancar. Quien se fue ya no puede iniciar sesión; ponga fin a lo que aún tenga en otro lugar.
staff-none = Nadie ha llegado, se ha ido ni ha cambiado desde que este nodo empezó.
staffing-came = llegó
staffing-left = se fue
staffing-changed = cambió
today-staff = { $count ->
    [one] Un agente llegó, se fue o cambió en los últimos días
   *[other] { $count } agentes llegaron, se fueron o cambiaron en los últimos días
}
sign-out-everywhere = Cerrar todas sus sesiones

# Today
today-empty = Nada le espera. Las nuevas solicitudes aparecen aquí por sí solas.
today-no-cases = Su destino no incluye casos.
today-urgent = Urgente, sin abrir
today-overdue = Vencido
today-waiting = A la espera de usted
today-new = Nuevo
today-due = Vence en una semana
today-undelivered = Aún no entregado
today-drafts = Sus borradores
today-more = { $count ->
    [one] { $count } más en el registro
   *[other] { $count } más en el registro
}

# Docket
docket-count = { $count ->
    [one] { $count } caso
   *[other] { $count } casos
}
docket-none-fit = Ningún caso cumple este filtro.
docket-of-rule = Casos cuya comprobación planteó la regla:
docket-empty = Aún no hay casos. Un caso empieza con una solicitud que usted abre o que llega de otra oficina.
views = Vistas
view-all = Todos los casos
view-mine = Los míos
view-nobody = Recibidos, de nadie
view-received = Recibidos
view-waiting = No entregados
view-overdue = Vencidos
filter-stage = Etapa
filter-kind = Tipo
filter-with = Otra oficina
filter-urgency = Urgencia
filter-side = Lado
filter-of = Funcionario
filter-due = Vence
filter-sort = Orden
filter-any = Todos
filter-show = Mostrar
filter-clear = Quitar el filtro
side-requesting = Pedimos
side-requested = Nos piden
of-me = Yo
of-nobody = Nadie
due-by-overdue = Vencido
due-by-today = Hoy o antes
due-by-week = En una semana
sort-changed = Último cambio
sort-due = Plazo
sort-urgency = Urgencia
sort-reference = Referencia
pages = Páginas
page-of = Página { $page } de { $pages }
page-before = Anterior
page-after = Siguiente
column-reference = Referencia
column-kind = Tipo
column-states = De → a
column-stage = Etapa
column-due = Plazo
column-assignee = Funcionario
column-changed = Cambio
column-bureau = Oficina
column-state = Estado
column-languages = Idiomas
column-answers = Línea
column-keys = Huella de sus claves
column-act = Ir a
column-when = Cuándo
column-officer = Funcionario
column-from = De
column-wanted = Quería
unread = Sin abrir
undelivered = No entregado
open-questions = { $count ->
    [one] { $count } cuestión
   *[other] { $count } cuestiones
}

# A case
handling = Tratamiento
example = Ejemplo hecho con una decisión publicada:
example-adapted = Qué se cambió
with = con
sections = Partes
form-parts = Partes del formulario
acts = Lo que puede hacer ahora
tab-request = Solicitud
tab-timeline = Cronología
tab-findings = Conclusiones
tab-papers = Documentos
tab-exchange = Intercambio
tab-record = Diario
nothing-stated = Aún no se indica nada.
not-delivered = No entregado a { $to }
not-delivered-since = desde
last-try = Último intento
next-try = Próximo intento
turned-away = El nodo de { $to } rechazó el mensaje
turned-away-remedy = Cuenta como no dicho. Corrija lo que indica el código y envíelo de nuevo, o pregunte a la otra oficina.
decisions = Decisiones
explained = Por qué no puede aportarse
waits-for-reviewer = Espera a un revisor
record-lead = { $count ->
    [one] { $count } asiento del diario trata de este caso, consultas incluidas.
   *[other] { $count } asientos del diario tratan de este caso, consultas incluidas.
}
record-verify = El diario entero se comprueba con
record-entry = Asiento { $position }
purpose = Finalidad
exchange-empty = Aún no se ha dicho nada a la otra oficina.
letter-states = { $fields ->
    [one] { $fields } campo, { $findings } conclusiones según la ley
   *[other] { $fields } campos, { $findings } conclusiones según la ley
}
receipt-delivered = Entregado, acuse firmado
answer-expected = Respuesta prevista para el { $day }.
back-to-case = Volver al caso
back-to-today = Volver a Hoy
read-request = Leer la solicitud

# Papers
place-calendar = Calendario
calendar-lead = Cada día en que vence un plazo en los expedientes que usted ve, de un lado o del otro.
calendar-before = Mes anterior
calendar-after = Mes siguiente
calendar-now = Este mes
calendar-next = Próximo vencimiento: { $day }
calendar-none = Ningún plazo vence este mes.
calendar-file = Para otro calendario (.ics)
calendar-file-help = El archivo indica los días y cuántos plazos vencen, y nada de los expedientes.
calendar-more = Solo se muestran los { $count } primeros.
calendar-due = { $count ->
    [one] Comity: vence un plazo
   *[other] Comity: vencen { $count } plazos
}
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
letters = Cartas
letters-help = Elaboradas a partir de lo que consta en el expediente; el PDF contiene lo que muestra. Cada descarga queda registrada como consulta. Una vez enviada la solicitud, se firman con la clave de la oficina.
letter-language = Idioma del documento
letter-draw = Descargar PDF
letter-whole = Nada se opone.
letter-gaps = { $count ->
    [one] Un punto se opone
   *[other] { $count } puntos se oponen
}
letter-follows = Contenido según: { $source }
papers-empty = Aún no hay documentos.
add-file = Añadir un archivo
file-limit = Hasta { $size }. Va con el próximo mensaje a la otra oficina.
take-out = Retirar
digest = SHA-256

# A draft and its findings
status-saved = Todo guardado
status-saving = Guardando
status-offline = Sin conexión: guardado en este navegador; se registrará en cuanto vuelva la línea
status-conflict = Otra persona cambió un campo: elija una versión
status-fault = Un campo necesita otra revisión
status-signed-out = Sesión cerrada: guardado en este navegador. Vuelva a entrar, aquí o en otra pestaña, y se registrará
form-discard = Descartarlo
form-restored = Lo que había escrito aquí no se envió; se ha rellenado de nuevo.
form-unsent = No enviado: no hay conexión. Lo que escribió queda guardado en este navegador; inténtelo de nuevo.
form-kept = Lo que escribió queda guardado en este navegador.
status-unkept = No registrado, y este navegador no puede guardarlo: deje abierta esta página
conflict = Dos versiones de este campo
conflict-theirs = La otra versión
conflict-mine = La suya
keep-mine = Conservar la mía
take-theirs = Tomar la otra
held-back = No se guardó todo
held-back-lead = Estos campos quedaron retenidos; los demás están guardados.
findings = Conclusiones
met-count = { $count ->
    [one] Se cumple { $count } regla
   *[other] Se cumplen { $count } reglas
}
quiet-count = { $count ->
    [one] { $count } regla calla: no consta lo que la haría hablar
   *[other] { $count } reglas callan: no consta lo que las haría hablar
}
law-version = Ley
why = Por qué
why-ground = Motivo
why-provision = Disposición
why-source = Fuente
why-confidence = Texto
why-rule = Regla

# Review
review-lead = Cuestiones que solo una persona puede decidir y solicitudes que esperan a un segundo funcionario.
review-judge = Por decidir
review-judge-none = Ninguna cuestión espera decisión.
review-approve = Por aprobar
review-approve-none = Ninguna solicitud espera aprobación.
questions = Cuestiones por decidir
questions-none = Ninguna cuestión de este caso espera decisión.
questions-not-yours = Puede leer estas cuestiones. Las decide un revisor jurídico que no redactó el borrador.
factors-known = Lo que se sabe
your-decision = Su decisión
judged-satisfied = No es un obstáculo
judged-against = Es un obstáculo
judged-against-sends-back = Es un obstáculo: el borrador vuelve a su autor
record-decision = Registrar la decisión
reasons = Motivos

# Acts
not-now = Ahora no
submit-blocked = No puede salir así
submit-open = Aún se pide
submit-open-more = Apórtelo, o diga abajo por qué no puede aportarse; un revisor decide entonces.
submit-go-back = Volver al formulario
submit-why-not = Por qué no puede aportarse
goes-with-it = Va con ello
accept-expected = Puede esperarse respuesta para el
accept-note = Una nota a la otra oficina
forward-authority = Qué autoridad
forward-note = Una nota a la otra oficina
answer-text = Respuesta
answer-add-files = Añadir o retirar archivos primero
answer-complete = ¿Es todo?
answer-all = Sí, esto responde a la solicitud
answer-part = No, seguirá más
ask-suggested = Lo que falta a nuestra propia comprobación
ask-questions = Preguntas, una por línea
refuse-ground = Motivo
refuse-second-ground = Segundo motivo
refuse-reasons = Motivos; la otra oficina los leerá
note-text = Nota para colegas; queda en esta oficina
button-judge = Decidir las cuestiones
button-submit = Enviar a revisión y aprobación
button-approve = Aprobar y enviar a { $to }
button-accept = Aceptar
button-answer = Responder a { $to }
button-ask-more = Pedir más a { $to }
button-forward = Remitir a una autoridad
button-refuse = Rechazar
button-send-back = Devolver al autor
button-withdraw = Retirar la solicitud
button-assign = Asignar
button-note = Escribir una nota
button-close = Cerrar el caso
consequence-submit = El borrador pasa a revisión si hay una cuestión abierta; si no, a un segundo funcionario. Aún no se envía nada a { $to }.
consequence-approve = La solicitud se firma, se sella para { $to } y se envía con sus documentos y el dictamen. No puede recuperarse sin ser leída; puede retirarse, y se informa a { $to }.
consequence-accept = Se informa a { $to } de que la solicitud se ejecutará.
consequence-answer = La respuesta se firma, se sella y se envía a { $to } con los archivos adjuntos.
consequence-ask-more = Las preguntas se envían a { $to }. La solicitud espera su respuesta.
consequence-forward = Se informa a { $to } de la autoridad a la que se remitió la solicitud.
consequence-refuse = Se comunican a { $to } los motivos y las razones. Esto pone fin a la solicitud.
consequence-send-back = El autor puede cambiar de nuevo el borrador. No se envía nada a { $to }.
consequence-withdraw = Se informa a { $to } de que la solicitud se retira y por qué. Lo que { $to } ha leído sigue siendo conocido allí.
consequence-assign = El funcionario ve el caso entre los suyos. No se envía nada a { $to }.
consequence-note = La nota queda en esta oficina. { $to } no la ve.
consequence-close = El caso se cierra en esta oficina y sus plazos se detienen. No se informa a { $to }.

# New
new-title = Nueva solicitud
new-kind = Lo que se pide
new-to = A qué oficina se pide
new-open = Abrir el borrador
new-nothing-sent = No se envía nada hasta que un segundo funcionario lo apruebe.

# Directory, oversight, settings
directory-lead = Firmado por la Secretaría General.
directory-cases = Casos
this-bureau = Esta oficina
answers-yes = Responde
answers-no = No responde
answers-untried = Sin probar
figure-entries = Asientos en el diario
figure-cases = Casos
figure-waiting = Mensajes en espera
figure-law = Ley en uso
checkpoint = Punto de control
checkpoint-lead = Tamaño y raíz del diario, firmados por esta oficina.
law-changes = Cambios de la ley, lo más reciente primero
law-changes-none = La ley no ha cambiado.
column-law-from = Ley anterior
column-law-to = Ley desde entonces
law-cases-changed = { $count ->
    [0] ningún caso abierto se ve afectado
    [one] un caso abierto tiene otros resultados
   *[other] { $count } casos abiertos tienen otros resultados
}
law-not-compared = no comparado: la ley anterior no se conserva aquí
law-changed = La ley pasó de { $from } a { $to }.
law-appeared = Aparece desde entonces
law-gone = Ya no aparece
looks = Quién consultó, lo más reciente primero
looks-none = Nadie ha consultado aún un caso.
sign-ins = Quién inició sesión, lo más reciente primero
sign-ins-none = Nadie ha iniciado sesión aún.
column-how = Cómo
signed-in-by-link = enlace de un solo uso
signed-in-by-passkey = llave de acceso
signed-in-by-unlock = llave de acceso, para continuar
signed-in-by-openid = cuenta de la oficina
signed-in-by-openid-unlock = cuenta de la oficina, para continuar
signed-in-by-demonstration = demostración
refusals = Lo que se rechazó, lo más reciente primero
refusals-none = No se rechazó nada.
refused-more = y { $count } más iguales
sender-not-proven = Remitente no probado
deliver-message = entregar un mensaje
language = Idioma
theme = Colores
theme-system = Como el sistema
theme-light = Claro
theme-dark = Oscuro

# What failed
fault-title = No se pudo hacer
fault-code = Código
fault-not-found = No hay nada en esta dirección.
fault-not-allowed = Esta dirección no acepta este tipo de petición.
fault-from-elsewhere = Este formulario vino de otro sitio y no se aceptó. Abra el puesto e inténtelo allí.
fault-body-too-large = El envío supera lo que este puesto acepta. Envíe menos o un archivo más pequeño.
fault-bad-form = No se entendió el formulario. Vuelva e inténtelo de nuevo.
fault-bad-day = Hace falta un día, como 2026-11-23.
fault-bad-state = Se espera un Estado en dos letras mayúsculas, como FR.
fault-same-state = El Estado requirente y el requerido son el mismo; elija dos.
fault-no-measure = Eso no es una medida; elija una de la lista.
fault-bad-offence = Un código ICCS tiene de 2 a 6 cifras, como 0601.
fault-bad-months = Se espera un número entero de meses, como 24.
fault-no-state = Esa oficina no es de ningún Estado. Solo un Estado puede detener, entregar o reunir pruebas: elija su oficina.
fault-no-file = El archivo está vacío o no se eligió ninguno. Vuelva y elija un archivo.
fault-file-too-large = El archivo supera el tamaño permitido (4 MB). Vuelva y divídalo o redúzcalo; no se ha añadido nada.
fault-signed-out = No ha iniciado sesión o su sesión ha terminado. Entre e inténtelo de nuevo.
fault-locked = La sesión está bloqueada. Continúela; lo que escribió se conserva.
fault-not-proven = Demuestre primero que es usted: vuelva atrás y entre una vez más.
fault-link-used = Este enlace ya se usó o es demasiado antiguo. Pida uno nuevo.
fault-passkey-lapsed = Tardó demasiado, o ya se respondió. Inténtelo de nuevo.
fault-passkey-unreadable = No se puede leer la respuesta del navegador. Inténtelo con otro navegador.
fault-passkey-unknown = Ningún funcionario de esta oficina tiene esta llave de acceso. Elija otra.
fault-passkey-unproven = La llave de acceso no se aceptó: se usó para otra dirección, o no comprobó que era usted.
fault-passkey-another = Es la llave de acceso de otro funcionario. Use la suya, o cierre la sesión.
fault-passkey-copied = Esta llave de acceso se rechazó: puede que se use una copia. Avise a un administrador y use otra.
fault-passkey-taken = Esta llave de acceso ya está en uso. Use otro dispositivo.
fault-passkey-not-kept = Este dispositivo no guarda llaves de acceso. Use otro.
fault-openid-lapsed = Tardó demasiado, ya se respondió, o se empezó en otro navegador. Entre de nuevo.
fault-openid-unreachable = No se pudo contactar con el servicio de acceso de la oficina. Inténtelo de nuevo en un minuto, o use su llave de acceso si la página de entrada lo ofrece. Si continúa, avise a quien lleva el nodo.
fault-openid-unreadable = No se puede leer la respuesta del servicio de acceso de la oficina. Avise a quien lleva el nodo.
fault-openid-issuer = La respuesta viene de otro servicio de acceso que el de la oficina y no se aceptó. Avise a quien lleva el nodo.
fault-openid-declined = El servicio de acceso de la oficina no dejó entrar a nadie. Entre de nuevo; si continúa, acuda a quien lleva las cuentas.
fault-openid-signature = La respuesta no está firmada por el servicio de acceso de la oficina y no se aceptó. Avise a quien lleva el nodo.
fault-openid-audience = La respuesta era para otro programa y no se aceptó. Avise a quien lleva el nodo.
fault-openid-nonce = La respuesta pertenece a otro inicio de sesión y no se aceptó. Entre de nuevo.
fault-openid-expired = La respuesta es demasiado antigua, o un reloj va mal. Entre de nuevo; si continúa, avise a quien lleva el nodo.
fault-openid-stale = El servicio de acceso no le preguntó hace poco quién es. Entre de nuevo y demuéstrelo allí.
fault-openid-weak = Esta oficina pide una prueba más sólida que la que dio. Entre de nuevo con una llave de seguridad o de acceso de su cuenta de la oficina.
fault-openid-unknown = Esta cuenta no es de ningún funcionario de este puesto. Pida al administrador que la inscriba.
fault-openid-another = Es la cuenta de otro funcionario. Use la suya, o cierre la sesión.
fault-openid-no-logout = El servicio de acceso no dijo así que una sesión terminó, o ya lo había dicho.
fault-no-passkey = Esa llave de acceso ya no existe. Mire de nuevo la lista.
fault-last-passkey = Es su última llave de acceso. Añada antes otra.
fault-account-idle = Sus llaves de acceso ya no sirven, porque no ha iniciado sesión en 90 días. Pida a dos administradores que le restablezcan, o que se cree un enlace en la máquina del nodo.
fault-own-recovery = Nadie se restablece a sí mismo. Acuda a otros dos administradores.
fault-recovery-waits = El restablecimiento ya se propuso. Otro administrador debe confirmarlo.
fault-no-recovery = Ningún restablecimiento espera para este funcionario, o esperó demasiado. Propóngalo de nuevo.
fault-same-administrator = Un restablecimiento requiere dos administradores. Otro debe confirmarlo.
large-the-name-of-the-passkey = El nombre de la llave de acceso
large-the-passkey = La llave de acceso
large-the-number-of-passkeys = El número de llaves de acceso
large-the-strength-of-a-sign-in = La solidez del acceso
fault-too-many-lines = Esta sesión tiene demasiadas líneas abiertas. Cierre algunas ventanas.
fault-failed = Algo falló aquí. No se perdió nada; inténtelo de nuevo.
fault-not-permitted = Su destino no lo permite: { $act }.
fault-unknown-officer = Esta oficina no tiene ese funcionario.
fault-no-case = No existe ese caso o usted no puede verlo.
fault-no-bureau = El directorio no tiene esa oficina.
fault-bad-field = El campo { $field } no se puede tomar tal como está.
expects-text = El texto es demasiado largo o contiene un carácter que no se puede mostrar. Acórtelo o adjúntelo como documento
expects-code = Elija una de las respuestas ofrecidas: { $codes }
expects-states = Se esperan Estados, cada uno en dos letras mayúsculas, separados por comas, como FR, BR
expects-number-of = Se espera un número entero, solo en cifras, como 24; se cuenta en { $unit }
expects-number = Se espera un número entero, solo en cifras, como 24
fault-disk-full = El disco está lleno: no se registró nada. Avise al administrador; lo escrito sigue en su página.
fault-store-failed = El almacén falló: no se registró nada. Inténtelo de nuevo; si persiste, avise al administrador.
fault-record-unreadable = Un asiento del diario no puede leerse. Avise al administrador.
fault-keys-failed = Las claves de la oficina no sirvieron. Avise al administrador.
fault-directory-expired = El directorio de oficinas ha vencido. Avise al administrador: la Secretaría General facilita uno más reciente.
fault-wrong-stage = No puede hacerse en la etapa «{ $stage }». El caso avanzó entretanto.
fault-wrong-side = Solo la otra oficina puede hacerlo.
fault-own-work = Nadie aprueba ni decide su propio borrador: debe hacerlo otro funcionario.
fault-blocked = No puede salir tal como está. Lo que lo bloquea:
fault-unanswered = Responda a lo que se pide o diga por qué no es posible:
fault-undecided = Un revisor tiene que decidir antes. Devuélvalo, para que se presente de nuevo:
fault-no-question = Esta cuestión ya está decidida.
fault-no-reasons = Hacen falta motivos: escríbalos en el campo de abajo.
fault-bad-grounds = Un rechazo indica uno o dos motivos distintos.
fault-no-attachment = No hay tal archivo que retirar.
fault-identifier-taken = Otro mensaje tiene este identificador.
fault-undelivered = Lo último que se dijo aún no se ha entregado. El caso podrá cerrarse después.
fault-no-text = { $what }: hay un carácter que no es texto ({ $character }); no se vería, o invertiría el orden de lectura. Quítelo.
fault-too-large = { $what }: más grande de lo permitido; el límite es { $max }.
large-the-file = El archivo
large-the-number-of-items-in-a-list = El número de elementos de una lista
large-the-depth-of-a-list = La profundidad de una lista
large-the-name-of-a-field = El nombre de un campo
large-all-fields-together = Todos los campos juntos
large-the-number-of-findings = El número de constataciones
large-all-findings-together = Todas las constataciones juntas
large-a-text-of-a-finding = Un texto de una constatación
large-the-name-of-the-file = El nombre del archivo
large-the-media-type-of-the-file = El tipo de medio del archivo
large-the-note = La nota
large-the-name-of-the-authority = El nombre de la autoridad
large-the-number-of-grounds = El número de motivos
large-the-reasons = Los motivos
large-all-files-of-the-case-together = Todos los archivos del caso juntos
large-the-reference = La referencia
large-all-that-was-said-in-the-case = Todo lo dicho en el caso
large-the-entry = El conjunto
large-the-answer = La respuesta
large-a-question = Una pregunta
large-the-number-of-messages = El número de mensajes
large-the-number-of-questions = El número de preguntas
large-the-number-of-files = El número de archivos
large-the-number-of-fields = El número de campos
large-the-text = El texto
large-the-text-of-a-field = El texto de un campo
fault-no-field = Este tipo de solicitud no tiene ese campo.
fault-mismatch = Esto no concuerda con el caso.

# Lo que decide, lo que lo resolvería, y si
decides = Lo que decide
settle-least = { $count ->
    [one] Una respuesta lo resolvería
   *[other] { $count } respuestas lo resolverían; no bastan menos
}
settle-some = { $count ->
    [one] Una respuesta lo resolvería
   *[other] { $count } respuestas lo resolverían; pueden bastar menos
}
rest-count = { $count ->
    [one] Otra constatación
   *[other] Otras { $count } constataciones
}
who-answers = Quién puede responder:
asked-of-requesting = la oficina requirente
asked-of-requested = la oficina requerida
asked-of-reviewer = el revisor jurídico
asked-of-authority = un tribunal u otra autoridad
further-fields = { $count ->
    [one] Un campo más
   *[other] { $count } campos más
}
what-if = Y si
what-if-lead = Suponga que un campo dice otra cosa y vea qué cambia. No se guarda nada.
what-if-field = Campo
what-if-see = Ver qué cambia
what-if-leave = Dejarlo como está
what-if-before = Como está
what-if-after = Según lo supuesto
what-if-same = No cambia ninguna constatación.
what-if-appear = Aparecen
what-if-go = Desaparecen
what-if-change = Cambian
adapt = Qué añadir o cambiar para que { $to } pueda concederla
adapt-count = { $count ->
    [one] Un punto que añadir o cambiar para que { $to } pueda concederla
   *[other] { $count } puntos que añadir o cambiar para que { $to } pueda concederla
}
weighed = Lo que pesó
stated-by = indicado por { $bureau }
other-said = Lo que ha dicho { $other }
other-said-nothing = Nada todavía.
rule-cases = Casos que muestran el sentido de la regla
rule-requests = Solicitudes cuya comprobación la planteó
rule-requests-none = La comprobación de ninguna solicitud ha planteado aún esta regla aquí.
rule-requests-found = Verlas en el registro ({ $count })
result-met = Se cumple
result-not-met = No se cumple
result-not-known = No se sabe
result-to-judge = Por valorar
result-none = No se aplica
precedents-count = { $count ->
    [0] Ninguna decisión anterior sobre esta cuestión
    [one] Un expediente con decisiones anteriores sobre esta cuestión
   *[other] { $count } expedientes con decisiones anteriores sobre esta cuestión
}
precedents-recorded = Queda registrada la consulta de cada expediente del que se muestra una decisión.
precedents-words = Palabras de la decisión
precedents-show = Mostrar decisiones anteriores
precedents-none = Ninguna decisión anterior contiene esas palabras.
precedents-more = Hay más; añada palabras para acotar.
precedents-other-rule = Sobre el mismo motivo, según otra regla:

# Necesidad de conocer, y la política
policy = Política de acceso
policy-lead = Quién puede hacer y ver qué en esta oficina. Lo que ninguna regla permite se deniega; lo que una regla prohíbe, ninguna otra lo permite.
policy-since = En vigor desde
policy-confirmed-by = confirmada por
policy-built-in = tal como viene con el programa
policy-rules = Reglas
column-purpose = Para qué sirve
policy-forbids = prohíbe
policy-permits = permite
policy-text = Texto (Cedar)
policy-propose = Proponer una política
policy-propose-lead = Cambie el texto, vea primero qué cambia y para quién, y después propóngalo. Entra en vigor cuando otro funcionario lo confirma.
policy-try = Ver qué cambiaría
policy-waits = Una política espera confirmación
policy-another = Otro funcionario que pueda confirmar debe ponerla en vigor.
policy-confirm = Ponerla en vigor
policy-changes = Qué cambia y para quién
policy-difference = Líneas que difieren
policy-same = El texto es el que está en vigor.
circumstances-kept-to-others = Cuando el caso está reservado a otros
circumstances-above-clearance = Por encima de su habilitación
policy-changes-nobody = Para los funcionarios y casos de hoy no cambia nada.
column-gains = Gana
column-loses = Pierde
readers-title = Quién podía leer este caso
readers-on = Al final del día (UTC)
readers-show = Mostrar
readers-at = A fecha de
readers-proof = Prueba: la entrada { $officers } del diario nombra a los funcionarios, la entrada { $policy } contiene la política y el caso estaba como lo dejó la entrada { $case }. Un auditor las verifica con
column-could = Podía leerlo
column-why = Según qué regla
column-looks = Lo consultó
could-yes = sí
could-no = no
why-nothing-permits = Ninguna regla lo permite.
button-restrict = Necesidad de conocer
consequence-restrict = Desde ahora solo los funcionarios elegidos ven este caso, también en las listas, además del delegado de protección de datos. No se envía nada a { $to }.
restrict-who = A quién se reserva el caso
restrict-none = Si no se elige a nadie, lo vuelve a ver quien pueda ver casos de este nivel.
new-keep = Reservarlo a quienes necesitan conocerlo
new-keep-more = Si se elige aquí, nadie más ve el caso en ningún momento, ni siquiera su número en una lista.
figure-unseen = Casos que nadie puede ver
fault-locks-you-out = Usted dejaría de ver este caso. Pídalo a un colega que lo vería.
fault-may-not-see = { $name } no puede ver este caso: su habilitación o sus funciones no alcanzan.
fault-empty-circle = Ninguno de los elegidos podría continuar. Añada un oficial de enlace o de guardia.
fault-no-proposal = Esta política ya no espera confirmación. Vuelva a mirar la página.
fault-own-proposal = Una política exige dos funcionarios. Otro debe confirmarla.
fault-not-yet = Ese día el caso aún no estaba aquí. Elija uno posterior.
fault-policy-too-long = La política es demasiado larga. { $fault }
fault-policy-too-deep = La política está anidada demasiado profundamente. { $fault }
fault-policy-unreadable = La política no se puede leer. { $fault }
fault-policy-invalid = La política habla de lo que no existe. { $fault }
fault-policy-unnamed = Una regla no tiene nombre o no dice para qué sirve. { $fault }
fault-policy-last = La política no podría cambiarse nunca más. { $fault }
large-the-circle-of-officers = El círculo de funcionarios
kept-to = Reservado a { $count ->
    [one] un funcionario
   *[other] { $count } funcionarios
}
policy-cases = { $count ->
    [one] { $count } caso
   *[other] { $count } casos
}
policy-unseen = { $count ->
    [one] Nadie vería ya { $count } caso.
   *[other] Nadie vería ya { $count } casos.
}
looks-count = { $count ->
    [0] nunca
    [one] una vez
   *[other] { $count } veces
}

# Uso, consentimiento, retirada
marked-by = { $to } lo marcó
uses-title = Qué puede hacer con lo que { $to } ha comunicado
use-free = Libre
use-needs-consent = Requiere consentimiento
uses-made = Usos registrados
consents = Consentimientos pedidos
consent-asked-by = { $from } pide:
consent-granted = Consentimiento dado
consent-denied = Denegado
consent-open = Aún sin respuesta
consent-waits = { $to } pide su consentimiento:
consent-decision = Su decisión
consent-grant = Consentimos este uso, solo para este destinatario
consent-deny = No consentimos
consent-terms = Condiciones, o por qué no
recalls = Retiradas
recalled-by = { $from } retiró { $count ->
    [one] un mensaje
   *[other] { $count } mensajes
}
recall-waits = { $to } ha retirado lo que le comunicó. No lo use. Retirado:
recall-not-answered = { $to } no ha respondido a la retirada del
recall-what = Qué retirar
recall-request-help = Si retira la solicitud misma, ya no se ejecuta y la otra oficina puede borrar todo el caso.
recall-outcome = Qué se hace aquí con ello
recall-do-deleted = Eliminar todo el caso: su clave se destruye en cuanto la otra oficina tenga esta respuesta. No se puede deshacer.
recall-do-blocked = Bloquearlo: nadie aquí lo lee ni lo usa más; se borra con el caso.
recall-do-kept = Conservarlo, por los motivos que siguen.
recall-reasons = Motivos, y qué se dijo a quienes lo tienen
passed-on = Transmitido a
passed-on-besides = Quién más lo tiene, uno por línea
is-recalled = Retirado
is-blocked = Retirado y bloqueado aquí
marking = Marca
marking-help = Según su propio sistema: 4x4 B2 H1, 5x5x5 B23, 3x5x2 1BC, Admiralty B2, TLP:AMBER; varias separadas por punto y coma.
marking-unread = no se puede leer aquí, y cuenta como la más estricta
marking-elsewhere = En otros sistemas
marking-elsewhere-lead = Lectura propia de este programa: nunca confía ni permite más que el original, que es el que cuenta.
marking-unsayable = Ese sistema no puede decir tanto
consent-besides = Usos que además requieren consentimiento
conditions = Condiciones
use-what = Uso
use-recipient = Para quién, o para qué
asked-of-us = Espera su respuesta
erased = Casos borrados
erased-none = No se ha borrado ningún caso.
column-erased = Caso
button-use = Registrar un uso
button-ask-consent = Pedir consentimiento a { $to }
button-answer-consent = Responder a la petición de consentimiento
button-recall = Retirar lo que comunicamos
button-answer-recall = Responder a la retirada
consequence-use = El uso queda registrado, para que una retirada encuentre a quienes lo tienen. { $to } solo se entera si lo retira.
consequence-ask-consent = Se pregunta a { $to } si consiente. Hasta que responda, el uso no está permitido.
consequence-answer-consent = Se comunica su decisión a { $to }. El consentimiento vale solo para este uso y este destinatario.
consequence-recall = Desde que llegue, { $to } no puede usarlo, debe decir qué hace con ello y nombrar a quienes lo tienen.
consequence-answer-recall = Se comunica a { $to } qué se hace aquí con ello y quién lo tiene ya.
fault-consent-needed = La oficina que lo comunicó debe consentir antes. Pídaselo.
fault-recalled = Fue retirado y ya no se usa para nada.
fault-nothing-told = La otra oficina aún no ha comunicado nada que pueda usarse.
fault-not-asked = Ya se respondió, o no se preguntó.
fault-nothing-to-recall = Elija qué retirar.
fault-not-all = Un caso entero solo se elimina si se retiró la solicitud misma. Bloquee lo retirado, o diga por qué lo conserva.
fault-bad-marking = Esto no es una marca. Escriba por ejemplo 4x4 B2 H1, 5x5x5 B23, 3x5x2 1BC, Admiralty B2 o TLP:AMBER; varias separadas por punto y coma.
no-copy = Imprimir y copiar requieren el consentimiento de la oficina que lo comunicó.
act-use = registrar un uso
act-ask-consent = pedir consentimiento
act-answer-consent = responder a una petición de consentimiento
act-recall = retirar
act-answer-recall = responder a una retirada
large-the-marking = La marca
large-the-conditions = Las condiciones
large-the-name-of-the-recipient = El nombre del destinatario
large-the-number-of-messages-recalled = El número de mensajes retirados
large-the-number-of-recipients = El número de destinatarios
large-the-number-of-uses = El número de usos

# Peligro para la vida
button-break-glass = Peligro para la vida: enviar solo a { $to }
button-review-emergency = Revisar lo enviado por uno solo
consequence-break-glass = La solicitud sale de inmediato hacia { $to }, sin segundo agente. El delegado de protección de datos y los aprobadores la ven de inmediato, y uno de ellos debe revisarla; el caso no puede cerrarse antes. Lo que la ley prohíbe sigue prohibido.
consequence-review-emergency = Su revisión queda en el registro. No se informa a { $to }.
break-glass-why = Qué pone en peligro la vida de quién, y por qué no puede esperar
sent-alone = Enviado por { $name } solo: peligro para la vida.
emergency-open = Ningún segundo agente lo ha revisado aún.
emergency-justified = Revisado por { $name }: fue correcto.
emergency-not-justified = Revisado por { $name }: no debió enviarse solo.
emergency-undecided = Cuestiones que nadie más había decidido
emergency-question = ¿Fue correcto enviarlo solo?
emergency-yes = Sí: una vida estaba en peligro y no podía esperar
emergency-no = No
emergency-to-review = Enviado solo, por revisar
fault-not-urgent = Solo una solicitud urgente sale sin segundo agente. Indique la urgencia, o que otro agente la apruebe.
fault-objected = Una segunda persona decidió en contra. Nadie lo envía solo mientras los hechos sean los mismos.
fault-no-reviewer = Nadie más podría ver este expediente y examinarlo. Amplíe antes el círculo, o pida la aprobación de otro funcionario.
recall-so-far = Hasta ahora
fault-no-emergency = Nada de lo que un agente envió solo espera revisión.
fault-not-reviewed = Lo que un agente envió solo debe revisarlo otro antes de cerrar el caso.
act-break-glass = enviar solo ante peligro para la vida
act-review-emergency = revisar lo enviado por uno solo

button-retain = Conservar más tiempo
consequence-retain = El expediente se conserva hasta el día elegido y después se borra. No se informa a { $to }.
retain-until = Último día de conservación
act-retain = decidir cuánto se conserva un expediente cerrado
button-discard = Borrar ahora
consequence-discard = Todo lo que hay en este expediente se borra para siempre: textos, archivos, registro. Queda que fue borrado, cuándo y por quién. No se informa a { $to }.
act-discard = borrar un expediente cerrado
event-retained = Se conserva hasta el { $until }.
event-discarded = Terminó la conservación del expediente; se borra.
kept-until = Se conserva hasta el { $until }
kept = Expedientes cerrados y su conservación
kept-lead = Un expediente cerrado se borra por sí solo después de su último día. Prolónguelo con motivos o bórrelo en cuanto no haga falta. Lo publicado se retira antes, para que la otra oficina borre también su copia.
kept-none = No se conserva ningún expediente cerrado.
kept-soon = { $soon } de { $count } terminan en seis meses.
column-until = Se conserva hasta
column-about = Asunto
column-decide = Decidir
erased-recalled = retirado por la otra oficina
erased-decided = decisión de un funcionario
erased-period = fin del plazo
fault-bad-period = El día ya pasó o está a más de cinco años. Elija otro; se podrá decidir de nuevo cuando llegue.
fault-still-asked = La otra oficina espera respuesta a su pregunta, retirada o rectificación. Responda primero.
fault-recall-first = La otra oficina tiene una copia de lo publicado. Retírelo primero, para que se le informe.
fault-recall-open = La otra oficina aún no ha respondido a la retirada o rectificación. El expediente se borra cuando lo haga, o treinta días después del fin de su plazo.
column-erased-why = Motivo

anomalies = Consultas que llaman la atención
anomalies-lead = Se señalan cuando un funcionario consulta más de { $hour } expedientes en una hora, más de { $day } en un día que llevan otros, o un expediente sobre alguien de su mismo apellido. Otra persona dice si estaba justificado.
anomalies-none = Ninguna consulta llama la atención.
anomaly-many-cases = { $name } consultó { $count } expedientes en una hora.
anomaly-without-task = { $name } consultó en un día { $count } expedientes que llevan otros.
anomaly-own-name = { $name } consultó un expediente sobre alguien del mismo apellido.
anomaly-case = el último expediente consultado
anomaly-in-order = { $name } dice que estaba justificado
anomaly-not-in-order = { $name } dice que no estaba justificado
anomaly-review = Decir qué resultó
anomaly-question = ¿Estaba justificado?
anomaly-yes = Sí, había un motivo
anomaly-no = No; se le da seguimiento
anomaly-button = Anotar en el registro
anomaly-waits = Nadie lo ha examinado todavía.
today-anomalies = { $count ->
    [one] Una consulta que llama la atención espera su respuesta.
   *[other] { $count } consultas que llaman la atención esperan su respuesta.
}
fault-nothing-stood-out = Esto ya se examinó o nunca se señaló. Vuelva a cargar la página.

signed-in-doubt = { $count ->
    [one] Otra persona pudo tener las claves con las que { $to } firmó un mensaje aquí, desde
   *[other] Otra persona pudo tener las claves con las que { $to } firmó { $count } mensajes aquí, desde
}
signed-in-doubt-do = Antes de actuar sobre lo marcado en Intercambio, haga que { $to } lo confirme por otra vía o lo diga de nuevo con sus claves nuevas.
message-in-doubt = Firmado con claves retiradas: otra persona pudo haberlo dicho.
withdrawn-keys = Claves retiradas
withdrawn-keys-lead = Claves de oficinas que otra persona pudo tener. Ya no se acepta nada que firmen; lo que firmaron desde entonces debe confirmarse.
withdrawn-keys-none = El directorio de oficinas no nombra claves retiradas.
withdrawn-keys-nothing = Desde entonces no firmaron nada aquí.
withdrawn-keys-cases = { $count ->
    [one] Desde entonces firmaron algo en un expediente:
   *[other] Desde entonces firmaron algo en { $count } expedientes:
}
copies = Copias del diario
copies-lead = Hechas en la máquina del nodo, fuera de este escritorio. Una copia de seguridad va sellada; una exportación no muestra contenido.
copies-none = No se hicieron copias.
copied-backup = Copia de seguridad, por la cuenta { $by }
copied-export = Exportación para un auditor, por la cuenta { $by }
peers-journals = Registros de otras oficinas
peers-journals-lead = Cada recibo declara, firmado, la longitud del registro de la oficina y su raíz. Un registro cortado, recuperado de una copia antigua o reescrito contradice lo que había declarado.
peers-journals-none = Ninguna oficina ha dado un recibo todavía.
peer-state = { $size } entradas, raíz
peer-contradicts = El registro de { $bureau } contradice lo que había declarado. Pregunte a { $bureau } antes de confiar en él.
peer-checkpoint-refused = El punto de control, firmado por aquella oficina, que esta oficina no cofirmó:
witnesses = Testigos de este diario
witnesses-lead = Las oficinas que intercambian mensajes cofirman sus puntos de control, contra la prueba de que nada anterior cambió. Lo atestiguado no puede cortarse ni reescribirse sin que se note, ni siquiera con las claves de esta oficina. El auditor da estas claves a journal-verify, tras pedir la suya a cada oficina.
witnesses-none = Aún no se han intercambiado mensajes con otra oficina; nadie ha atestiguado este diario.
witnesses-far = { $size ->
    [0] Aún no hay nada atestiguado; { $rest } asientos lo esperan.
   *[other] Los primeros { $size } asientos están atestiguados; los { $rest } posteriores aún no.
}
column-witnessed = Atestiguado
column-witness-refused = Por qué no, la última vez
column-witness-key = Clave de sus cofirmas
witnessed-entries = { $size } asientos
witnessed-nothing = nada todavía
not-cosigned-conflict = Ha atestiguado otra historia, o una más larga, que la de este diario.
not-cosigned-not-consistent = Este diario no contiene lo que ella había atestiguado.
not-cosigned-unknown-origin = No conoce esta oficina.
not-cosigned-not-signed = Conoce otra clave de este diario.
not-cosigned-malformed = No pudo leer el punto de control.
not-cosigned-cosignature-wrong = Su respuesta no es una cofirma de este punto de control.
not-cosigned-cosignature-not-theirs = Su respuesta no está firmada con su clave.
not-cosigned-cosignature-time = Su cofirma lleva otra hora; uno de los dos relojes está mal.
not-cosigned-known = Dice haber atestiguado { $size } asientos.
cosigned = Diarios que atestigua esta oficina
cosigned-lead = El punto de control más reciente de cada uno que esta oficina cofirmó. Déselo a quien audite aquella oficina; esta clave verifica las cofirmas de esta oficina:
cosigned-none = Esta oficina aún no ha atestiguado ningún diario.

# Fuentes e informantes
sources-title = Fuentes
sources-lead = Solo los funcionarios nombrados en una ficha de fuente la abren. Para los demás del caso, esa ficha no existe.
sources-empty = Usted no está nombrado en ninguna ficha de fuente de este caso.
sources-none = Este caso no tiene ninguna ficha de fuente.
sources-trace = Quién abrió fichas de fuente
sources-trace-lead = Quién está nombrado, quién abrió una ficha, cuándo y por qué. Lo que contienen las fichas y el nombre en clave no se muestran a quien no está nombrado.
source-record = Ficha de fuente
source-begun = iniciada
source-named = Quién puede abrirla
source-named-help = Usted y al menos otra persona, para que nada se pierda con quien se va; las menos posibles. Nadie más sabe de la ficha.
source-never-opened = Nadie la ha abierto todavía.
source-opened-by = { $name } la abrió
source-opened-now = Que usted abrió esta ficha queda anotado con su motivo, y los demás funcionarios nombrados lo ven.
source-openings = { $count ->
    [one] Abierta una vez
   *[other] Abierta { $count } veces
}
source-purpose = Por qué la abre
source-purpose-help = Se anota en cada apertura y se muestra a los demás funcionarios nombrados y a quien protege los datos: no nombre a nadie.
source-open = Abrir
source-close = Cerrar la ficha
source-begin = Nueva ficha de fuente
source-begin-button = Iniciar la ficha
source-cover = Nombre en clave
source-cover-help = El nombre con que se habla de la fuente. Nunca sale de la oficina en este caso.
source-grading = Valoración
source-grading-help = De la fuente y de lo que dijo, por ejemplo 4x4 B2 H1, 5x5x5 B23 o Admiralty B2.
source-said = Lo que dijo la fuente
source-when = Cuándo
source-place = Dónde
source-basis = Cómo lo sabe la fuente
source-only = Solo la fuente podía conocer la hora y el lugar
source-identifiers = Lo que diría quién es la fuente
source-identifiers-help = Uno por línea: nombres, lugares, días, números, palabras; un nombre una vez en cada escritura en que se escribe. Nada de ello sale de la oficina en este caso, y ningún motivo lo permite.
source-save = Guardar los cambios
source-write = Cambiar la ficha
source-name = Cambiar quién puede abrirla
source-sanitise = Preparar una versión depurada
source-sanitise-lead = Un texto que dice lo que importa y no de quién viene. Otro funcionario nombrado lo aprueba; el texto entra en la solicitud tal como se aprobó, con su valoración.
source-target = Adónde va
source-target-file = Un archivo propio
source-text = Texto
source-prepare = Comprobar y guardar esta versión
source-version = Versión depurada { $number }
source-prepared-by = Preparada por { $name }
source-found = Lo que puede decir quién es la fuente
source-found-none = No se encontró nada que diga quién es la fuente. El programa solo encuentra lo que se le dijo que buscara: lea el texto como quien quiere saberlo.
source-never = nunca sale
source-reason = Por qué puede quedar
source-approve = Aprobar esta versión
source-approved-by = Aprobada por { $name }
source-own = Otro funcionario nombrado debe aprobarla.
source-put = Ponerla en la solicitud
source-put-by = Puesta en la solicitud por { $name }
source-held = Algo fue retenido
source-held-lead = Esto iba a salir del caso. Nada sale de él hasta que usted u otro funcionario nombrado lo haya mirado. Haga cambiar el texto y después deje que el caso siga; se comprueba de nuevo cada vez. Lo que nunca sale no puede liberarse.
source-let-go = Dejar que el caso siga
source-alone = Ya nadie más puede abrirla: nombre a otro funcionario.
source-to-approve = Una versión depurada le espera.
source-to-erase = Otro funcionario propuso borrarla.
source-erase = Borrar esta ficha
source-erase-lead = La clave de la ficha se destruye: nadie vuelve a leerla, tampoco en el diario. Hacen falta dos funcionarios nombrados.
source-erase-propose = Proponer borrarla
source-erase-agree = De acuerdo: borrarla ahora
source-ending = { $name } propuso borrarla:
source-left-out = Retirado, y aún se busca
source-left-out-lead = Lo que un funcionario quita de los datos que identifican, o un antiguo nombre en clave, se busca hasta que otro funcionario nombrado acepte que puede salir.
source-give-up = De acuerdo: no buscarlo más
tell-identifier = Diría quién es la fuente
tell-cover-name = El nombre en clave
tell-taken-over = Palabras tal como las dijo la fuente
tell-time = Un día u hora que solo la fuente podía conocer
tell-place = Un lugar que solo la fuente podía conocer
tell-few = Cuán pocos estaban presentes
tell-first-person = La fuente habla de sí misma
tell-changed = No es el texto que se aprobó
tell-unread = Un archivo que el programa no puede leer; mírelo usted
spot-line = línea { $line }
spot-words = las palabras del mensaje
spot-file = el archivo { $name }
today-source = { $count ->
    [0] Una ficha de fuente le espera
    [one] Una ficha de fuente fue abierta una vez desde que usted la abrió
   *[other] Una ficha de fuente fue abierta { $count } veces desde que usted la abrió
}
fault-source-none = No existe esa ficha de fuente, o usted no está nombrado en ella.
fault-source-named = Una ficha de fuente nombra al menos a dos funcionarios que pueden abrirla, y a diez como máximo.
fault-source-too-many = Usted está nombrado en demasiadas fichas de fuente de este caso. Borre una primero.
fault-source-no-identifiers = Diga qué diría quién es la fuente, uno por línea, cada uno con al menos dos letras o cifras.
fault-source-no-cover = Dé a la fuente un nombre en clave de al menos dos letras.
fault-source-no-version = Esa versión depurada ya no existe. Abra la ficha de nuevo.
fault-source-not-approved = Otro funcionario nombrado debe aprobar primero la versión depurada.
fault-source-own-version = Nadie aprueba una versión que escribió. Debe hacerlo otro funcionario nombrado.
fault-source-would-identify = El texto diría quién es la fuente. Quite lo que nunca sale y prepare otra versión.
fault-source-unanswered = Diga de cada cosa encontrada por qué puede quedar, o haga que se quite.
fault-source-grading-rises = La versión tiene una valoración más alta que la ficha, o calla lo que dice la valoración de la ficha. No la valore más alto.
fault-source-nothing-held = Ya nada espera a un funcionario nombrado. Abra la ficha de nuevo.
fault-source-not-agreed = Hacen falta dos: otro funcionario nombrado debe estar de acuerdo.
fault-source-held = Todavía no sale: un funcionario nombrado para las fuentes de este caso debe mirarlo primero. Lo ve en su primera página.
act-source-open = abrir una ficha de fuente
act-source-write = escribir una ficha de fuente
act-source-approve = aprobar una versión depurada
act-source-trace = ver quién abrió fichas de fuente
large-a-line-of-the-record = Una línea de la ficha
large-the-number-of-identifiers = El número de datos que identifican
large-the-number-of-versions = El número de versiones
# Redress and breaches
dossiers = Derechos de las personas y violaciones
dossiers-lead = Lo que las personas piden sobre sus datos y las violaciones de datos: cada una en su propio procedimiento, que solo ve quien protege los datos y a quien se designe.
dossiers-none = Nadie ha preguntado por sus datos y no se conoce ninguna violación. Abra un procedimiento en cuanto llegue una solicitud o se note algo: los plazos corren desde entonces.
dossiers-none-named = No está designado en ningún procedimiento.
dossiers-all = Todos los procedimientos
dossier-redress = Solicitud de una persona
dossier-breach = Violación
dossier-new-redress = Nueva solicitud de una persona
dossier-new-breach = Nueva violación
dossier-open = Abrir el procedimiento
dossier-due = Próximo plazo
dossier-stands = Estado
dossier-waits = Espera su decisión
dossier-closed = Cerrado
dossier-closed-by = Cerrado por { $name }
dossier-no-due = Ahora no hay fecha fijada. La ley exige responder sin dilación indebida.
dossier-keeping = El procedimiento
dossier-seen-by = Ven este procedimiento quienes protegen los datos y los funcionarios designados. Cada consulta queda registrada.
dossier-name = Designar funcionarios
dossier-name-who = Quién puede verlo y confirmar lo decidido
dossier-name-button = Designar
dossier-note = Nota
dossier-note-button = Escribir la nota
dossier-close = Cerrarlo
dossier-close-button = Cerrar el procedimiento
dossier-close-consequence = Después no se puede añadir nada. Se conserva durante su plazo y luego se borra.
dossier-close-unanswered = La persona no recibió respuesta. Solo lo cierra un funcionario que no haya hecho nada más en este procedimiento, y los casos impugnados pueden volver a usarse.
dossier-timeline = Qué ocurrió
dossier-event-received = Llegó la solicitud
dossier-event-identified = Identidad comprobada
dossier-event-searched = Se buscó en el nodo
dossier-event-contested = Un caso está impugnado y no se usa
dossier-event-released = Un caso puede usarse de nuevo
dossier-event-decided = Decisión sobre un caso
dossier-event-confirmed = Confirmado por un segundo funcionario
dossier-event-sent-back = Devuelto
dossier-event-extended = Plazo prorrogado
dossier-event-reached = Un paso de la Comisión
dossier-event-answered = Se respondió a la persona
dossier-event-executed = Ejecutado en un caso
dossier-event-known = Se conoció la violación
dossier-event-scoped = Alcance calculado
dossier-event-assessed = Riesgo evaluado
dossier-event-settled = Una notificación, o por qué ninguna
dossier-event-named = Funcionarios designados
dossier-event-noted = Nota
dossier-event-closed = Cerrado
due-what-own = Respuesta
due-what-extended = Respuesta, con prórroga
due-what-breach-known = Avisar a la autoridad de control
due-what-ccf-request-received = La Comisión dice si es admisible
due-what-ccf-asked-secretariat = La Secretaría dice si existen datos
due-what-ccf-access-admissible = La Comisión decide sobre el acceso
due-what-ccf-correction-admissible = La Comisión decide sobre la rectificación o el borrado
due-what-ccf-decided = La decisión se envía a la Secretaría
due-what-ccf-decision-received = La Secretaría ejecuta la decisión
due-what-ccf-implemented = Se informa a las partes
redress-lead = Anote lo recibido tal como llegó. No se busca ni se dice nada antes de probar quién pide.
redress-asked = Qué se pide
redress-received = Recibida el
redress-channel = Por quién
channel-direct = La persona o su abogado
channel-authority = La autoridad de control
channel-commission = La Comisión de Control de los Ficheros de INTERPOL
redress-wants = Qué se quiere
want-access = Acceso
want-correction = Rectificación
want-deletion = Supresión
want-restriction = Limitación del uso
redress-names = Nombres, en todas las formas conocidas
redress-names-help = Una por línea, con otras grafías, escrituras y nombres de nacimiento. No importan el orden, las mayúsculas ni las tildes.
redress-born = Nacido el
redress-documents = Números de documentos
redress-references = Referencias que conoce la persona
redress-counsel = Abogado o representante, si pide
redress-words = Lo que dice
redress-own-due = Una fecha fijada
redress-own-due-help = La fija la carta de la Comisión o de la autoridad, o la ley de este Estado. La Directiva no fija ninguna.
redress-due-day = Respuesta antes del
redress-due-by = Fijada por (carta o disposición)
redress-identity-open = Identidad por comprobar
redress-search-open = Falta buscar en el nodo
redress-decision-open = Casos por decidir
redress-confirmation-open = Debe confirmar un segundo funcionario
redress-answer-open = Lista para responder
redress-executing = Respondida; por ejecutar
redress-answered = Respondida
redress-identity = Quién pide
redress-identity-none = Nadie ha comprobado aún quién pide.
redress-proven = Probado, dice { $name }
redress-not-proven = No probado, dice { $name }
redress-identify = Anotar la comprobación
redress-identify-button = Anotar
redress-shown = Qué se mostró y cómo se comprobó; para un abogado, también el poder
redress-proven-question = ¿Prueba quién es?
redress-proven-yes = Sí
redress-proven-no = No
redress-found = Dónde aparece
redress-search-lead = Se lee cada texto de cada caso que usted puede ver: nombres en cualquier orden y sin tildes, fecha de nacimiento junto con otra cosa, números de documentos, referencias. No se leen los documentos adjuntos, los casos borrados, las fichas de fuente, otros procedimientos ni otros sistemas; cada palabra de un nombre debe figurar en el caso; no se adivinan sonidos ni grafías.
redress-search = Buscar en el nodo
redress-search-again = Buscar de nuevo
redress-unseen = Hay casos que usted no puede ver. Debe buscar también alguien habilitado antes de que la respuesta esté completa.
redress-found-none = No se encontró ningún caso para esta persona.
redress-found-by = Encontrado por:
trace-name = el nombre de la persona de que trata
trace-birth = la fecha de nacimiento
trace-mention = el nombre, en otra parte del expediente
trace-document = el número de un documento
trace-reference = una referencia
redress-case-erased = borrado
redress-case-unseen = No puede ver este caso.
redress-contested-since = Impugnado, y sin uso, desde
redress-executed = Ejecutado
redress-recalled = Retirado de { $bureau }
redress-recall-open = aún sin respuesta
recall-outcome-deleted = borrado
recall-outcome-blocked = bloqueado
recall-outcome-kept = conservado
redress-passed-on = Transmitido a:
redress-decide = Decidir sobre este caso
redress-decide-button = Anotar la decisión
redress-verdict = Los datos
verdict-not-them = Trata de otra persona
verdict-access-only = Solo se pidió acceso
verdict-upheld = Quedan como están
verdict-correct = Se rectifican
verdict-erase = Se suprimen
verdict-restrict = Se conservan sin usarse
redress-telling = Qué se dice a la persona
telling-full = todo
telling-partial = una parte
telling-neither = ni que hay algo ni que no hay nada
redress-basis = Fundamento
redress-basis-help = Necesario si se dice o hace menos de lo pedido. La numeración de la Directiva no está verificada aquí.
redress-basis-none = Ninguno: todo lo pedido
basis-inquiry = Obstaculizaría una investigación o un procedimiento
basis-prevention = Perjudicaría la prevención o el enjuiciamiento de delitos
basis-public-security = Seguridad pública
basis-national-security = Seguridad nacional
basis-others = Derechos y libertades de otros
basis-originator = La oficina que lo comunicó no lo permite
basis-accurate = Los datos son exactos y lícitos
basis-not-ascertained = No puede determinarse su exactitud
basis-evidence = Deben conservarse como prueba
basis-other-person = Trata de otra persona
redress-contest = Limitar su uso hasta decidir
redress-contest-button = Limitar ahora
redress-contest-consequence = Desde ahora nada de este caso se aprueba, responde, transmite ni usa, salvo peligro para la vida. Sus funcionarios ven que está impugnado, y no por quién.
redress-release = Permitir de nuevo su uso
redress-release-button = Levantar la limitación
redress-execute-lead = Ejecútelo con los actos del caso: retire lo comunicado, rectifique o termine la conservación.
redress-execute-case = Ir al caso
redress-execute = Anotar la ejecución
redress-execute-button = Está ejecutado
redress-execute-what = Qué se hizo y cómo se avisó a los destinatarios
redress-confirmation = Un segundo funcionario
redress-confirmation-lead = La persona recibe menos de lo pedido, no se encontró nada, no pudieron leerse todos los casos o no está probado quién es. Debe confirmarlo un funcionario que no haya intervenido.
redress-sent-back = Devuelto:
redress-confirm = Confirmar lo decidido
redress-send-back = Devolver
redress-answer = La respuesta
redress-answer-lead = La respuesta se da por escrito, fuera de este programa, y se anota aquí con los recursos indicados a la persona.
redress-answered-on = Dada el
redress-remedies = Recursos indicados:
remedy-authority = la autoridad de control
remedy-court = un tribunal
remedy-commission = la Comisión de Control de los Ficheros de INTERPOL
redress-answer-write = Anotar la respuesta
redress-answer-button = Se respondió a la persona
redress-answer-consequence = Lo decidido rige desde ahora: lo que se ha de rectificar, suprimir o limitar no se usa; lo demás puede usarse.
redress-answer-day = Respondida el
redress-answer-text = Qué se dijo a la persona
redress-remedies-told = Recursos de los que se informó
redress-extend = Prorrogar el plazo
redress-extend-button = Anotar la prórroga
redress-extend-help = Solo si el asunto lo justifica; se avisa enseguida a la persona, con los motivos.
redress-extend-until = Hasta el
redress-commission = Pasos de la Comisión
redress-reach = Anotar un paso
redress-reach-button = Anotar el paso
redress-milestone = Paso
redress-reach-day = El
milestone-ccf-admissible = Declarada admisible
milestone-ccf-asked-secretariat = Secretaría consultada
milestone-ccf-data-told = La Secretaría respondió
milestone-ccf-decided = Decidida
milestone-ccf-decision-received = La Secretaría tiene la decisión
milestone-ccf-implemented = Ejecutada
milestone-ccf-parties-told = Partes informadas
held-pending = Impugnado: no usar entretanto
held-correct = Por rectificar; no usar antes
held-erase = Por suprimir; no usar más
held-restrict = Se conserva; no usar
held-do-pending = Alguien impugna lo que este caso contiene sobre él. Hasta que se decida no se aprueba, responde, transmite ni usa; una vida en peligro va primero. Pregunte a quien protege los datos.
held-do-correct = Rectifíquelo, avise a quien lo tenga y diga a quien protege los datos qué se hizo.
held-do-erase = Retire lo comunicado, termine la conservación y diga a quien protege los datos qué se hizo.
held-do-restrict = Se conserva por la razón que impide suprimirlo y para nada más. Pregunte a quien protege los datos.
breach-lead = Anote lo que se sabe; el alcance se calcula después según el diario. Los plazos corren desde que la oficina lo supo. Horas UTC.
breach-known = Qué se sabe
breach-detected = Detectada por
detected-hand = Un aviso
detected-looks = Consultas injustificadas
detected-contradiction = Un diario que se contradice
detected-passkey = Una clave de acceso o un aparato perdido o copiado
detected-key = La clave retirada de una oficina
breach-at = Conocida desde
breach-at-help = Cuando alguien de la oficina lo supo por primera vez
breach-window = Se extiende
breach-since = Desde
breach-until = Hasta
breach-officers = Consultas y actos de
breach-everybody = Todos
breach-bureau = Intercambiado con
breach-any-bureau = Cualquier oficina
breach-words = Qué ocurrió
breach-scope = A quién afecta
breach-scope-lead = Calculado según el diario: los casos en que estos funcionarios vieron o hicieron algo en ese tiempo. Se conserva tal como se calculó, con la longitud y la raíz del diario.
breach-scope-none = El alcance aún no se ha calculado.
breach-scope-open = Alcance por calcular
breach-risk-open = Riesgo por evaluar
breach-notices-open = Falta avisar a alguien
breach-settled = Todos avisados
breach-compute = Calcular el alcance según el diario
breach-computed = Calculado
breach-persons = Personas
breach-sign-ins = Inicios de sesión
breach-erased = Asientos borrados desde entonces
breach-originators = Oficinas de origen
breach-recipients = Oficinas que recibieron parte de ello
breach-copies = Copias del diario completo hechas entonces (copias de seguridad, exportaciones)
breach-markings = Marcas
breach-journal = Diario
breach-unseen = Hay casos que usted no puede ver. Debe calcular el alcance también alguien habilitado.
breach-cut = Solo se nombran los primeros { $count } casos; se cuentan todos.
breach-nothing-seen = No se vio ni hizo nada en ese tiempo.
breach-looks = Consultas
breach-acts = Actos
breach-messages = Mensajes
breach-first = Primera
breach-last = Última
breach-risk = Riesgo para las personas
breach-risk-none = El riesgo aún no se ha evaluado.
risk-unlikely = Improbable
risk-risk = Un riesgo
risk-high = Un riesgo alto
breach-consequences = Consecuencias probables
breach-measures = Medidas tomadas o propuestas
breach-assess = Evaluar el riesgo
breach-assess-button = Anotar la evaluación
breach-notices = A quién hay que avisar
breach-notices-lead = Cada notificación se anota cuando se hizo, o con la razón de no hacerla.
notice-authority = La autoridad de control
notice-persons = Las personas afectadas
notice-originator = La oficina { $bureau }
notice-recipient = La oficina { $bureau }, que lo recibió
notice-secretariat = La Secretaría General de INTERPOL
notice-commission = La Comisión de Control de los Ficheros de INTERPOL
breach-told = Avisada
breach-not-told = Aún sin avisar
breach-late = Por qué tan tarde
breach-late-help = Necesario si el plazo ha pasado
breach-excepted = Sin avisar:
breach-tell = Anotar la notificación
breach-tell-button = Avisado
breach-told-at = Avisada el (UTC)
breach-how = Cómo, y qué se dijo
breach-except = Anotar por qué no
breach-except-button = No se avisa
breach-exception = Excepción
exception-unlikely = Un riesgo para las personas es improbable
exception-protected = Los datos no se pudieron leer
exception-averted = El riesgo alto se ha evitado
exception-disproportionate = Desproporcionado; se hace pública en su lugar
exception-withheld = Obstaculizaría investigaciones, o pondría en peligro la seguridad o a otros
exception-not-theirs = Nada suyo está afectado
act-redress = llevar el procedimiento de la solicitud de una persona
act-breach = llevar el procedimiento de una violación
act-second = secundar un procedimiento
act-see-dossier = ver un procedimiento
fault-empty-paper = Nada de este expediente puede figurar en este documento.
fault-forms-damaged = Los formularios de este programa están dañados; avise a quien administra el nodo.
fault-not-public = Esto no puede hacerse público: es confidencial o la ley no lo permite.
fault-no-form = No hay formulario para este documento.
fault-paper-not-set = Los textos de este expediente no pueden componerse; busque caracteres inusuales en sus campos.
fault-contested = Alguien impugna lo que este caso contiene sobre él y no se usa entretanto. Pregunte a quien protege los datos.
fault-no-dossier = No existe tal procedimiento.
fault-dossier-closed = El procedimiento está cerrado. Abra otro para lo nuevo.
fault-dossier-step = Este paso no corresponde aquí. Vuelva a mirar la página.
fault-dossier-too-many = Se ha alcanzado el máximo. Cierre antes lo terminado.
fault-dossier-incomplete = Un campo necesario está vacío o contiene demasiado. Indique quién, qué y cuándo.
fault-dossier-day = El día es futuro, anterior a lo que sigue, o no existe. Corríjalo.
fault-not-identified = No está probado quién pide. Compruebe antes la identidad.
fault-not-searched = Aún no se ha buscado en el nodo. Hágalo primero.
fault-not-found-for-them = Este caso no se encontró para esta persona. Busque de nuevo.
fault-not-contested = Este caso puede usarse tal como está.
fault-search-too-wide = Se encontraron más de mil casos. Dé más del nombre u omita lo que muchos comparten.
fault-redress-undecided = Falta decidir un caso. Decida sobre cada uno de los encontrados.
fault-redress-unconfirmed = Se da menos de lo pedido. Otro funcionario debe confirmarlo antes.
fault-nothing-to-confirm = Nada espera confirmación.
fault-own-decision = Nadie confirma lo que decidió. Designe a otro funcionario.
fault-no-basis = Se da menos de lo pedido. Elija el fundamento.
fault-no-remedy = Indique al menos un recurso del que se informó.
fault-redress-answered = Ya se respondió a la persona.
fault-nothing-to-do = No hay nada que ejecutar en este caso, o aún no se ha respondido.
fault-not-executed = Lo decidido aún no se ha ejecutado en todos los casos.
fault-not-scoped = El alcance aún no se ha calculado. Calcúlelo antes según el diario.
fault-not-assessed = El riesgo aún no se ha evaluado. Evalúelo antes.
fault-notices-due = Falta avisar a alguien. Anote la notificación, o por qué no.
fault-notice-not-due = No se les debe ninguna notificación.
fault-no-exception = Esta excepción no sirve aquí. Elija otra o anote la notificación.
fault-late-reasons = El plazo ha pasado. Dé los motivos de la demora.
fault-concerned = Usted está entre los funcionarios afectados. Debe hacerlo otro; si nadie más protege los datos aquí, un administrador debe dar esa función a otro funcionario.
redress-searched = Casos leídos: { $cases }. Encontrados: { $found }.
dossiers-due = { $count ->
    [one] Un procedimiento de derechos o de violación vence pronto o le espera.
   *[other] { $count } procedimientos de derechos o de violación vencen pronto o le esperan.
}

# Tareas de las autoridades, peligro para la vida de otros, turnos de guardia
place-tasks = Tareas
tasks-lead = Lo que la oficina le pide. Usted ve la única solicitud a la que se refiere cada tarea, mientras está abierta; queda constancia de que la ha consultado.
tasks-empty = No le espera ninguna tarea.
task-asks = { $name } pide
task-changed-since = { $count ->
    [one] Un campo se ha modificado desde entonces y no se muestra.
   *[other] { $count } campos se han modificado desde entonces y no se muestran.
}
task-contested = Una persona impugna lo que esta solicitud contiene sobre ella. Nada se sigue usando hasta que se decida.
task-answer = Su respuesta
consequence-answer-task = La oficina recibe su respuesta enseguida, y usted deja de ver esta solicitud. Con ello no se envía nada al otro Estado.
task-done-question = ¿Se ha hecho?
task-done-yes = Sí
task-done-no = No, o no del todo
task-text = Qué se hizo y se decidió, o por qué no
task-file-limit = Como máximo { $count } archivos de { $size } cada uno.
task-send = Responder
task-open = { $name } recibió una tarea y aún no ha respondido.
task-done = { $name } ha hecho lo que se pidió.
task-not-done = { $name } ha respondido: no se hizo, o no del todo.
task-files = { $count ->
    [one] Vino con un archivo: adjúntelo si debe ir a la otra oficina.
   *[other] Vino con { $count } archivos: adjunte los que deban ir a la otra oficina.
}
task-answered = Una autoridad ha respondido
task-nobody = Ninguna autoridad podría recibir esta solicitud: nadie con este puesto y la habilitación está inscrito. Pregunte al administrador.
task-authority = Qué autoridad
task-asked = Qué pide, y según qué ley
task-due = Respuesta esperada para el
task-shows = Qué archivos ve
task-which = Qué tarea
deadline-task = Respuesta de una autoridad
button-give-task = Encargar a una autoridad
button-take-back-task = Retirar una tarea
consequence-give-task = La autoridad ve esta solicitud tal como está y los archivos que usted elija, y nada más del caso, hasta que responda o usted retire la tarea. No se informa a { $to }.
consequence-take-back-task = La autoridad deja de ver la solicitud. No se informa a { $to }.
enclose = Adjuntar
act-give-task = dar una tarea a una autoridad
act-take-back-task = retirar una tarea
act-enclose = adjuntar un archivo
act-see-task = ver una tarea
act-answer-task = responder a una tarea
act-enter-circle = ver a solas, en peligro de muerte, lo reservado a otros
act-keep-rota = llevar los turnos de guardia
event-task-given = Se dio una tarea a { $name }
event-task-done = La autoridad hizo lo que se pidió
event-task-not-done = La autoridad respondió: no se hizo, o no del todo
event-task-taken-back = Se retiró la tarea
event-enclosed = Un archivo de la autoridad va con lo próximo que se diga
event-circle-entered = Caso reservado a otros, abierto a solas: peligro para la vida
entered-alone = { $name } ve a solas este caso, reservado a otros: peligro para la vida.
enter-link = ¿Hay una vida en peligro y el caso no le está abierto?
enter-title = Peligro para la vida: ver un caso que no le está abierto
consequence-enter = Quien vela por los datos ve enseguida que usted lo hizo y por qué, y otro agente tiene que revisarlo. Hasta entonces usted ve el caso. Queda constancia del intento, también si no hay tal caso.
enter-why = Qué pone en peligro la vida de quién, y por qué no se puede preguntar a nadie que tenga el caso
enter-do = Ver el caso
enter-none = No hay tal caso en el que pueda entrar. Queda constancia del intento.
fault-not-kept = Este caso le está abierto. Ábralo como los demás.
fault-no-task = Esta tarea ya no espera respuesta.
fault-task-open = Una autoridad tiene una tarea en este caso. Espere la respuesta o retire la tarea.
large-the-number-of-tasks = El número de tareas
rota = Turnos de guardia
rota-lead = Quién está de guardia y cuándo. Las reglas de la oficina pueden tenerlo en cuenta.
rota-zone = Según la hora de { $zone }
rota-empty = Nadie ha escrito turnos.
rota-from = Desde
rota-until = Hasta
rota-now = De guardia
rota-add = Añadir un turno
rota-end = Terminar ahora
rota-remove = Quitar
on-duty = De guardia
fault-turn-ended = Un turno termina después de empezar, y no en el pasado.
fault-turn-too-long = Un turno dura como máximo 96 horas. Escriba dos.
fault-turn-overlaps = El agente ya está de guardia entonces. Cambie antes ese turno.
fault-turns-too-many = No caben más turnos. Quite antes alguno.
fault-no-turn = No hay tal turno que no haya terminado. Vuelva a cargar la página.
# Corrections
corrections = Rectificaciones
corrected-by = { $from } rectificó lo que había comunicado:
correction-waits = { $to } ha rectificado lo que le comunicó. Lo correcto figura ya aquí. Diga qué se hace con ello. Rectificado:
correction-not-answered = { $to } no ha respondido a la rectificación del
answer-looked-for = Respuesta esperada para el
correction-prepared = Una rectificación espera a un segundo funcionario. Preparada:
correction-to-approve = Rectificación por aprobar
is-corrected = Rectificado después, y ya no se usa
is-wrong-file = Erróneo, según quien lo envió; ya no se usa
column-field = Campo
column-was = Lo que era erróneo
column-right = Lo correcto
column-reasons = Por qué
correct-lead = Abra cada campo erróneo, ponga lo correcto y diga por qué. Lo que deje queda tal como se comunicó.
correct-was = Tal como se comunicó
correct-right = Lo correcto
correct-why = Por qué era erróneo, o cómo lo sabe
correct-text = Toda la respuesta como debe leerse
correct-wrong-files = Archivos erróneos
correct-why-missing = Diga por qué era erróneo: { $field }.
corrected-line = { $field }: { $old } → { $new }. { $why }
correction-do-follow = Seguida: está rectificado aquí, y se avisó a quienes lo tenían.
correction-do-not = No seguida, por los motivos que siguen.
correction-outcome-followed = seguida
correction-outcome-not-followed = no seguida
button-correct = Rectificar lo que comunicamos
button-answer-correction = Responder a la rectificación
consequence-correct = Un segundo funcionario debe aprobar la rectificación. Después se comunica a { $to }, que muestra lo correcto en lugar de lo erróneo y debe responder.
consequence-correction = La rectificación se firma, se sella para { $to } y se envía. { $to } muestra lo correcto en lugar de lo erróneo y debe responder.
consequence-answer-correction = Se comunica a { $to } si se siguió, y quién tenía lo erróneo.
fault-nothing-to-correct = Elija lo que era erróneo y diga lo correcto. Lo retirado, o rectificado después, no puede rectificarse.
fault-correction-open = Una rectificación espera a un segundo funcionario. Antes hay que aprobarla o devolverla.
act-correct = rectificar lo comunicado
act-answer-correction = responder a una rectificación
redress-corrected = Rectificado ante { $bureau }

# Evidence packages
button-export-evidence = Exportar como prueba
consequence-export-evidence = Recibe un paquete sellado que su destinatario puede comprobar sin esta oficina. Quedan registrados a quién se entrega, por qué y el resumen criptográfico del paquete. { $to } solo se entera si lo retira.
event-exported = Entregado como paquete de prueba: { $use }, { $recipient }
act-export-evidence = entregar un paquete de prueba
large-the-package = El paquete
evidence-title = Paquete de prueba { $reference }
evidence-lead = La oficina { $bureau } redactó esta página a partir de sus asientos. Cada línea nombra el asiento del diario que la prueba; README.txt dice cómo comprobarlo sin la oficina. Lo que no tiene asiento es la palabra de la oficina.
evidence-between = Entre
evidence-recipient = Destinatario
evidence-given = Entregado
evidence-key = Clave del diario
evidence-shown = Se muestra
evidence-of-entries = { $shown } de { $entries } asientos del caso. Lo que dicen los demás se queda en la oficina.
evidence-own = Lo propio de la oficina
evidence-with-looks = Mostrar también quién consultó el caso y por qué actuaron los agentes
evidence-what-stays = Los borradores, las notas, los registros de fuentes y a quién se asignó o reservó el caso no salen.
fault-own-turn = Nadie se pone de guardia a sí mismo. Pida a otro agente.
fault-changed = Se presentó de nuevo desde que usted lo vio. Léalo otra vez y decida.

tab-course = Curso
button-report = Comunicar un paso a { $to }
consequence-report = Se informa a { $to } de este paso, de su fecha y de lo que usted escriba. Los plazos que la ley le une empiezan y terminan en ambos lados.
course-taken = Pasos dados
course-empty = Aún no se ha comunicado ningún paso.
course-none-here = La ley no nombra pasos para esta clase de solicitud.
course-told-by = según { $from }
course-clocks = Plazos que corren
course-held = Detención en el Estado requerido
course-held-still = sigue detenido
course-held-days = { $count ->
    [one] Un día
   *[other] { $count } días
} en total, contando el primero y el último.
course-next-ours = Lo que puede seguir por nuestra parte
course-next-theirs = Lo que puede seguir de { $to }
course-starts = Inicia un plazo
report-step = Qué paso
report-next = Lo más frecuente ahora
report-others = Otros pasos
report-needs = Quién es competente para cada paso y qué requiere
report-day = Qué día
report-day-help = Según el calendario del lugar. Para una audiencia o entrega fijada, el día que se fijó.
report-time = A qué hora
report-zone = Zona horaria del lugar, como Europe/Paris
report-text = Lo que la otra parte debe saber
report-instead = En lugar de una comunicación anterior errónea
report-instead-none = No, es una comunicación nueva
report-replaces = Sustituye una comunicación anterior.
report-remind = Recordárnoslo el
deadline-reminder = Recordatorio: { $step }
fault-bad-time = Se necesita una hora, como 14:30.
fault-no-step = No es un paso de este procedimiento por nuestra parte. Elija uno de la lista.
fault-step-day = Este paso no puede estar por venir ni remontarse a más de cien años. Escriba el día en que se dio.
fault-no-zone = No es una zona horaria. Escriba un nombre como Europe/Paris.
fault-no-report = La comunicación que se sustituye ya fue retirada o sustituida. Vea el curso del caso.
large-the-report = La comunicación
large-the-name-of-the-step = El nombre del paso
large-the-name-of-the-time-zone = El nombre de la zona horaria
course-not-counted = No es un paso de la parte que lo comunica, o su fecha no puede ser exacta. No inicia ni termina ningún plazo.
close-running = Estos plazos aún corren y cesan aquí con el cierre:

# Traducciones
translations = Traducciones
translation-title = Traducción: { $language }
translation-lead = Cada texto figura junto a su original. Se comparan fechas, horas, sumas, números, disposiciones, referencias, nombres y términos; lo que solo consta en uno de los dos se muestra debajo. Quien firma lo ve antes.
translation-language-unknown = Indique la lengua en que está redactada la solicitud, para que sus fechas y cifras se lean bien.
translation-no-texts = La solicitud no contiene ningún texto que traducir.
translation-none = Sin traducir.
translation-original = Original
translation-text = Traducción
translation-missing = Este texto no está traducido.
translation-same = Fechas, cifras, referencias, nombres y términos constan en ambos.
translation-outdated = El original se modificó después de esta traducción.
translation-by = Traducido por { $name }.
translation-by-machine = Traducido por una máquina ({ $engine }) y cotejado con el original por { $name }.
translation-unread = Traducido por una máquina ({ $engine }). No consta quién lo cotejó con el original.
translation-by-nobody = No consta quién responde de esta traducción.
translation-state = { $done } de { $all } textos
translation-differs = { $count ->
    [one] un punto por revisar
   *[other] { $count } puntos por revisar
}
differs-date = Fecha
differs-time = Hora
differs-sum = Suma
differs-article = Disposición
differs-number = Número
differs-reference = Referencia
differs-name = Nombre
differs-term = Término
differs-in-original = solo consta en el original
differs-in-translation = solo consta en la traducción
differs-script = los textos están en escrituras distintas: compare la grafía
differs-instead = los documentos dicen «{ $term }»
exhibits = Objetos conservados como prueba
exhibit-mark = Marca o número
exhibit-what = Qué es
exhibit-seal = Número del precinto
exhibit-by = Por
exhibit-to = Entregado a
exhibit-place = Lugar
exhibit-holder = En poder de
exhibit-now = Ahora en poder de { $holder }; lugar: { $place }; precinto: { $seal }.
exhibit-no-seal = ninguno
exhibit-gone = Fue destruido o enajenado.
gap = Por aclarar:
gap-not-taken = Las anotaciones no empiezan con la incautación; no se dice cómo llegó aquí.
gap-taken-again = Ya se había incautado, y nada dice que se devolviera.
gap-after-end = Ya se había destruido o enajenado.
gap-holder = Según la anotación anterior, lo tiene otro.
gap-seal = El precinto no es el último que se comunicó.
gap-not-opened = Nada dice que el precinto se abriera.
gap-seal-untold = Está precintado, y la anotación no dice bajo qué precinto se encontró.
gap-left-open = El precinto se abrió, y el objeto no volvió a precintarse.
gap-untimed = Ese día se hicieron varias cosas y no se indica la hora de esta; su lugar entre ellas no es seguro.
report-exhibit = El objeto, si el paso trata de uno
report-exhibit-help = Cada comunicación trata de un solo objeto, y ambas partes lo designan con la misma marca. Diga qué es cuando se incauta. Escriba el precinto que lleva o recibe; al abrirlo, el antiguo. Después lo tiene quien dio el paso, o aquel a quien se entregó.
fault-exhibit-lacks = Este paso trata de un objeto. Escriba sobre él: { $part }.
fault-not-of-exhibit = Este paso no trata de ningún objeto. Elija uno que sí, o vacíe lo escrito sobre el objeto.
large-a-line-on-the-object = Una línea sobre el objeto
