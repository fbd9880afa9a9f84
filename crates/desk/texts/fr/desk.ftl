# The frame of every page
skip = Aller au contenu
places = Rubriques
place-today = Aujourd’hui
place-docket = Registre
place-review = Examen
place-directory = Annuaire
place-oversight = Contrôle
place-settings = Réglages
place-new = Nouvelle demande
search = Chercher une référence
search-hint = Référence
search-title = Une partie d’une référence : lettres, chiffres et traits d’union
sign-in = Se connecter
sign-out = Se déconnecter
keys = Touches de cette page
key-rows = Ligne suivante, précédente
key-open = Ouvrir la ligne
close-window = Fermer
more = Autres actes
save = Enregistrer
add = Ajouter
now = maintenant
optional = (facultatif)
choose = Choisir
empty = vide
not-stated = Non indiqué
one-a-line = Un par ligne
news-outside = L’autre bureau a envoyé quelque chose sur cette affaire.
news-inside = Un collègue a modifié cette affaire.
news-list = Cette liste a changé.
news-show = Afficher

# Days and deadlines
day = { $day } { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
due-overdue = { $days ->
    [one] en retard de { $days } jour
   *[other] en retard de { $days } jours
}
due-today = échéance aujourd’hui
due-in = { $days ->
    [one] dans { $days } jour
   *[other] dans { $days } jours
}

# Signing in
sign-in-lead = Choisissez qui vous êtes à ce poste.
demo-only = Ceci est une démonstration.
demo-only-more = Les agents sont fictifs et se connectent d’un clic. Dans un vrai bureau, cette page n’existe pas.
neighbours = Autres postes de cette démonstration
sign-in-by-passkey = Connectez-vous avec votre clé d’accès : votre appareil ou votre clé de sécurité vous demande de prouver que c’est bien vous.
sign-in-by-provider = Connectez-vous avec votre compte du service de connexion du bureau.
sign-in-provider = Se connecter avec votre compte du bureau
sign-in-passkey = Se connecter avec une clé d’accès
unlock-provider = Reprendre avec votre compte du bureau
unlock-passkey = Reprendre avec une clé d’accès
prove-provider = Prouver avec votre compte du bureau
provider-onward = Vous êtes dirigé vers la suite
provider-unreached = Le service de connexion du bureau n’a pas pu être joint :
provider-unreached-passkey = Réessayez dans une minute, ou utilisez votre clé d’accès si vous en avez une. Si cela dure, prévenez qui exploite le nœud.
provider-unreached-alone = Réessayez dans une minute. Si cela dure, prévenez qui exploite le nœud.
sign-out-provider-lead = Vous êtes déconnecté de ce poste. Votre session au service de connexion du bureau est peut-être encore ouverte.
sign-out-provider = La fermer aussi
passkeys-none = Les agents de ce bureau se connectent avec leur compte du bureau, sans clé d’accès.
sign-in-lost = Pas encore de clé d’accès, ou toutes perdues ? Adressez-vous à deux administrateurs, ou à qui exploite le nœud.
lock = Verrouiller
locked = Verrouillé
locked-lead = Cette session ne montre rien tant que son agent ne la reprend pas. Ce qui a été saisi est conservé.
unlock = Reprendre
demo-unlock = Ici un clic déverrouille ; dans un vrai bureau, c’est la clé d’accès de l’agent.
demo-passkeys = Les agents se connectent d’un clic et n’ont pas de clé d’accès.
enrol = Créer une clé d’accès
enrol-lead = { $officer } : créez la clé d’accès avec laquelle vous vous connecterez au poste de { $bureau }. Ce lien sert une seule fois.
enrol-replaces = Elle remplace toutes vos clés d’accès précédentes, et vos sessions ouvertes prennent fin.
account = Votre compte
administration = Administration
passkeys = Clés d’accès
passkey-name = Nom de la clé d’accès
passkey-name-help = Pour la distinguer des autres, par exemple « clé de sécurité bleue ».
passkey-add = Ajouter une clé d’accès
passkey-spare = Gardez-en une de réserve sur un autre appareil, en cas de perte.
passkey-last = La dernière ; ajoutez-en une autre avant de la retirer
passkey-refused = La clé d’accès n’a pas été utilisée. Réessayez, ou prenez-en une autre.
passkey-nothing = Cette page demande les scripts et un navigateur qui connaît les clés d’accès. Prenez un navigateur plus récent.
passkey-away = Les clés d’accès ne servent qu’à l’adresse { $address }. Ouvrez le poste à cette adresse.
remove = Retirer
prove = Prouver avec votre clé d’accès
prove-lead = Pour changer la façon dont les agents se connectent ou pour terminer des sessions, prouvez d’abord que c’est bien vous.
column-added = Ajoutée
column-used = Dernier usage
column-do = Que faire
column-begun = Début
column-active = Dernière activité
column-postings = Affectations
column-change = Changement
column-recovery = Rétablissement
sessions = Sessions ouvertes
session-this = Celle-ci
session-end = Terminer
sessions-end-others = Terminer toutes les autres
officers = Agents
recovery-lead = L’agent qui a perdu toutes ses clés d’accès est rétabli par deux administrateurs : l’un le propose, un autre le confirme dans la journée et remet le lien. Assurez-vous en personne que c’est bien l’agent qui demande.
recovery-proposed = Proposé par { $officer }
recovery-propose = Proposer le rétablissement
recovery-confirm = Confirmer le rétablissement
recovery-another = Un autre administrateur doit confirmer
recovery-not-own = Nul ne se rétablit soi-même
recovery-confirmed = Rétablissement confirmé
recovery-link = Les anciennes clés d’accès ne servent plus et les sessions ont pris fin. Remettez ce lien en main propre ; il sert une fois, pendant un quart d’heure, et ne sera plus montré.
staff-changes = Agents arrivés, partis ou modifiés
staff-lead = Tels que le nœud les a lus dans sa configuration à son démarrage. Qui est parti ne peut plus se connecter ; mettez fin à ce qu’il détient encore ailleurs.
staff-none = Personne n’est arrivé, parti ou modifié depuis les débuts de ce nœud.
staffing-came = arrivé
staffing-left = parti
staffing-changed = modifié
today-staff = { $count ->
    [one] Un agent est arrivé, parti ou modifié ces derniers jours
   *[other] { $count } agents sont arrivés, partis ou modifiés ces derniers jours
}
sign-out-everywhere = Déconnecter partout

# Today
today-empty = Rien ne vous attend. Les nouvelles demandes apparaissent ici d’elles-mêmes.
today-no-cases = Votre affectation ne comprend pas les affaires.
today-urgent = Urgent, pas encore ouvert
today-overdue = En retard
today-waiting = En attente de vous
today-new = Nouveau
today-due = Échéance dans la semaine
today-undelivered = Pas encore remis
today-drafts = Vos projets
today-more = { $count ->
    [one] { $count } autre dans le registre
   *[other] { $count } autres dans le registre
}

# Docket
docket-count = { $count ->
    [one] { $count } affaire
   *[other] { $count } affaires
}
docket-none-fit = Aucune affaire ne correspond à ce filtre.
docket-of-rule = Affaires dont la vérification a soulevé la règle :
docket-empty = Il n’y a pas encore d’affaires. Une affaire commence par une demande que vous ouvrez, ou par une demande reçue d’un autre bureau.
views = Vues
view-all = Toutes les affaires
view-mine = Les miennes
view-nobody = Reçues, à personne
view-received = Reçues
view-waiting = Non remises
view-overdue = En retard
filter-stage = Étape
filter-kind = Type
filter-with = Autre bureau
filter-urgency = Urgence
filter-side = Côté
filter-of = Agent
filter-due = Échéance
filter-sort = Ordre
filter-any = Tous
filter-show = Afficher
filter-clear = Effacer le filtre
side-requesting = Nous demandons
side-requested = On nous demande
of-me = Moi
of-nobody = Personne
due-by-overdue = En retard
due-by-today = Aujourd’hui ou avant
due-by-week = Dans la semaine
sort-changed = Dernier changement
sort-due = Échéance
sort-urgency = Urgence
sort-reference = Référence
pages = Pages
page-of = Page { $page } sur { $pages }
page-before = Précédente
page-after = Suivante
column-reference = Référence
column-kind = Type
column-states = De → à
column-stage = Étape
column-due = Échéance
column-assignee = Agent
column-changed = Modifié
column-bureau = Bureau
column-state = État
column-languages = Langues
column-answers = Liaison
column-keys = Empreinte de ses clés
column-act = Aller à
column-when = Quand
column-officer = Agent
column-from = De
column-wanted = Voulait
unread = Non ouvert
undelivered = Non remis
open-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}

# A case
handling = Diffusion
example = Exemple tiré d’une décision publiée :
example-adapted = Ce qui a été changé
with = confié à
sections = Parties
form-parts = Parties du formulaire
acts = Ce que vous pouvez faire maintenant
tab-request = Demande
tab-timeline = Chronologie
tab-findings = Constats
tab-papers = Pièces
tab-exchange = Échanges
tab-record = Journal
nothing-stated = Rien n’est encore indiqué.
not-delivered = Non remis à { $to }
not-delivered-since = depuis
last-try = Dernier essai
next-try = Prochain essai
turned-away = Le nœud de { $to } a refusé le message
turned-away-remedy = Il compte comme non dit. Corrigez ce que le code indique et renvoyez-le, ou demandez à l’autre bureau.
decisions = Décisions
explained = Pourquoi cela ne peut être fourni
waits-for-reviewer = Attend un examinateur
record-lead = { $count ->
    [one] { $count } écriture du journal concerne cette affaire, consultations comprises.
   *[other] { $count } écritures du journal concernent cette affaire, consultations comprises.
}
record-verify = Le journal entier se vérifie par
record-entry = Écriture { $position }
purpose = Motif
exchange-empty = Rien n’a encore été dit à l’autre bureau.
letter-states = { $fields ->
    [one] { $fields } champ, { $findings } constats selon le droit
   *[other] { $fields } champs, { $findings } constats selon le droit
}
receipt-delivered = Remis, reçu signé
answer-expected = Réponse attendue pour le { $day }.
back-to-case = Retour à l’affaire
back-to-today = Retour à Aujourd’hui
read-request = Lire la demande

# Papers
place-calendar = Calendrier
calendar-lead = Chaque jour où une échéance tombe dans les dossiers que vous voyez, d’un côté comme de l’autre.
calendar-before = Mois précédent
calendar-after = Mois suivant
calendar-now = Ce mois
calendar-next = Prochaine échéance : { $day }
calendar-none = Aucune échéance ce mois-ci.
calendar-file = Pour un autre calendrier (.ics)
calendar-file-help = Le fichier indique les jours et le nombre d’échéances, et rien des dossiers.
calendar-more = Seules les { $count } premières sont affichées.
calendar-due = { $count ->
    [one] Comity : une échéance
   *[other] Comity : { $count } échéances
}
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
letters = Lettres
letters-help = Établies d’après ce que le dossier énonce ; le PDF contient ce qu’il montre. Tout téléchargement est journalisé comme une consultation. Une fois la demande partie, elles sont signées avec la clé du bureau.
letter-language = Langue du document
letter-draw = Télécharger le PDF
letter-whole = Rien ne s’y oppose.
letter-gaps = { $count ->
    [one] Un point s’y oppose
   *[other] { $count } points s’y opposent
}
letter-follows = Contenu selon : { $source }
papers-empty = Il n’y a pas encore de pièces.
add-file = Ajouter un fichier
file-limit = Jusqu’à { $size }. Il part avec le prochain message à l’autre bureau.
take-out = Retirer
digest = SHA-256

# A draft and its findings
status-saved = Tout est enregistré
status-saving = Enregistrement
status-offline = Pas de connexion : gardé dans ce navigateur, enregistré dès le retour de la ligne
status-conflict = Quelqu’un d’autre a modifié un champ : choisissez une version
status-fault = Un champ est à revoir
status-signed-out = Session fermée : gardé dans ce navigateur. Reconnectez-vous, ici ou dans un autre onglet, et ce sera enregistré
form-discard = L’abandonner
form-restored = Ce que vous aviez écrit ici n’a pas été envoyé ; c’est rempli à nouveau.
form-unsent = Pas envoyé : il n’y a pas de connexion. Ce que vous avez écrit est gardé dans ce navigateur ; réessayez.
form-kept = Ce que vous avez écrit est gardé dans ce navigateur.
status-unkept = Pas enregistré, et ce navigateur ne peut pas le garder : laissez cette page ouverte
conflict = Deux versions de ce champ
conflict-theirs = L’autre version
conflict-mine = La vôtre
keep-mine = Garder la mienne
take-theirs = Prendre l’autre
held-back = Tout n’a pas été enregistré
held-back-lead = Ces champs ont été retenus ; les autres sont enregistrés.
findings = Constats
met-count = { $count ->
    [one] { $count } règle est respectée
   *[other] { $count } règles sont respectées
}
quiet-count = { $count ->
    [one] { $count } règle se tait : ce qui l’appellerait n’est pas indiqué
   *[other] { $count } règles se taisent : ce qui les appellerait n’est pas indiqué
}
law-version = Droit
why = Pourquoi
why-ground = Motif
why-provision = Disposition
why-source = Source
why-confidence = Texte
why-rule = Règle

# Review
review-lead = Questions qu’une personne seule peut trancher, et demandes qui attendent un second agent.
review-judge = À trancher
review-judge-none = Aucune question n’attend de décision.
review-approve = À approuver
review-approve-none = Aucune demande n’attend d’approbation.
questions = Questions à trancher
questions-none = Aucune question de cette affaire n’attend de décision.
questions-not-yours = Vous pouvez lire ces questions. Un examinateur juridique qui n’a pas rédigé le projet les tranche.
factors-known = Ce que l’on sait
your-decision = Votre décision
judged-satisfied = Cela ne fait pas obstacle
judged-against = Cela fait obstacle
judged-against-sends-back = Cela fait obstacle : le projet revient à son auteur
record-decision = Consigner la décision
reasons = Motifs

# Acts
not-now = Pas maintenant
submit-blocked = Elle ne peut partir en l’état
submit-open = Encore demandé
submit-open-more = Fournissez-le, ou dites ci-dessous pourquoi c’est impossible ; un examinateur tranche alors.
submit-go-back = Revenir au formulaire
submit-why-not = Pourquoi cela ne peut être fourni
goes-with-it = Part avec
accept-expected = Une réponse peut être attendue pour le
accept-note = Une note à l’autre bureau
forward-authority = Quelle autorité
forward-note = Une note à l’autre bureau
answer-text = Réponse
answer-add-files = Ajouter ou retirer d’abord des fichiers
answer-complete = Est-ce tout ?
answer-all = Oui, cela répond à la demande
answer-part = Non, une suite viendra
ask-suggested = Ce qui manque à notre propre contrôle
ask-questions = Questions, une par ligne
refuse-ground = Motif
refuse-second-ground = Second motif
refuse-reasons = Motifs ; l’autre bureau les lira
note-text = Note pour les collègues ; elle reste dans ce bureau
button-judge = Trancher les questions
button-submit = Soumettre à examen et approbation
button-approve = Approuver et envoyer à { $to }
button-accept = Accepter
button-answer = Répondre à { $to }
button-ask-more = Demander des précisions à { $to }
button-forward = Transmettre à une autorité
button-refuse = Refuser
button-send-back = Renvoyer à l’auteur
button-withdraw = Retirer la demande
button-assign = Attribuer
button-note = Écrire une note
button-close = Clore l’affaire
consequence-submit = Le projet part à l’examen si une question reste ouverte, sinon à un second agent. Rien n’est encore envoyé à { $to }.
consequence-approve = La demande est signée, scellée pour { $to } et envoyée avec ses pièces et l’avis. Elle ne peut être rappelée sans être lue ; elle peut être retirée, et { $to } en est informé.
consequence-accept = { $to } est informé que la demande sera exécutée.
consequence-answer = La réponse est signée, scellée et envoyée à { $to } avec les fichiers joints.
consequence-ask-more = Les questions sont envoyées à { $to }. La demande attend leurs réponses.
consequence-forward = { $to } est informé de l’autorité à laquelle la demande a été transmise.
consequence-refuse = { $to } est informé des motifs et des raisons. Cela met fin à la demande.
consequence-send-back = L’auteur peut de nouveau modifier le projet. Rien n’est envoyé à { $to }.
consequence-withdraw = { $to } est informé que la demande est retirée, et pourquoi. Ce que { $to } a lu y reste connu.
consequence-assign = L’agent voit l’affaire parmi les siennes. Rien n’est envoyé à { $to }.
consequence-note = La note reste dans ce bureau. { $to } ne la voit pas.
consequence-close = L’affaire est close dans ce bureau et ses délais s’arrêtent. { $to } n’en est pas informé.

# New
new-title = Nouvelle demande
new-kind = Ce qui est demandé
new-to = Quel bureau est sollicité
new-open = Ouvrir le projet
new-nothing-sent = Rien n’est envoyé avant l’approbation d’un second agent.

# Directory, oversight, settings
directory-lead = Signé par le Secrétariat général.
directory-cases = Affaires
this-bureau = Ce bureau
answers-yes = Répond
answers-no = Ne répond pas
answers-untried = Pas encore essayé
figure-entries = Écritures au journal
figure-cases = Affaires
figure-waiting = Messages en attente
figure-law = Droit en usage
checkpoint = Point de contrôle
checkpoint-lead = Taille et racine du journal, signées par ce bureau.
law-changes = Changements du droit, le plus récent d’abord
law-changes-none = Le droit n’a pas changé.
column-law-from = Droit d’avant
column-law-to = Droit depuis lors
law-cases-changed = { $count ->
    [0] aucun dossier ouvert n’est touché
    [one] un dossier ouvert a d’autres constats
   *[other] { $count } dossiers ouverts ont d’autres constats
}
law-not-compared = non comparé : le droit d’avant n’est pas conservé ici
law-changed = Le droit est passé de { $from } à { $to }.
law-appeared = Constaté depuis lors
law-gone = N’est plus constaté
looks = Qui a consulté, le plus récent d’abord
looks-none = Personne n’a encore consulté d’affaire.
sign-ins = Qui s’est connecté, le plus récent d’abord
sign-ins-none = Personne ne s’est encore connecté.
column-how = Comment
signed-in-by-link = lien à usage unique
signed-in-by-passkey = clé d’accès
signed-in-by-unlock = clé d’accès, pour reprendre
signed-in-by-openid = compte du bureau
signed-in-by-openid-unlock = compte du bureau, pour reprendre
signed-in-by-demonstration = démonstration
refusals = Ce qui a été refusé, le plus récent d’abord
refusals-none = Rien n’a été refusé.
refused-more = et { $count } autres semblables
sender-not-proven = Expéditeur non prouvé
deliver-message = remettre un message
language = Langue
theme = Couleurs
theme-system = Comme le système
theme-light = Clair
theme-dark = Sombre

# What failed
fault-title = Cela n’a pas pu être fait
fault-code = Code
fault-not-found = Il n’y a rien à cette adresse.
fault-not-allowed = Cette adresse n’accepte pas ce type de requête.
fault-from-elsewhere = Ce formulaire venait d’un autre site et n’a pas été accepté. Ouvrez le poste et réessayez-y.
fault-body-too-large = L’envoi dépasse ce que ce poste accepte. Envoyez moins, ou un fichier plus petit.
fault-bad-form = Le formulaire n’a pas été compris. Revenez et réessayez.
fault-bad-day = Il faut un jour, par exemple 2026-11-23.
fault-bad-state = Un État est attendu, en deux lettres majuscules, comme FR.
fault-same-state = L’État requérant et l’État requis sont identiques ; choisissez-en deux.
fault-no-measure = Ce n’est pas une mesure ; choisissez dans la liste.
fault-bad-offence = Un code ICCS a de 2 à 6 chiffres, par exemple 0601.
fault-bad-months = Un nombre entier de mois est attendu, par exemple 24.
fault-no-state = Ce bureau n’est celui d’aucun État. Seul un État peut arrêter, remettre ou recueillir des preuves : choisissez son bureau.
fault-no-file = Le fichier est vide, ou aucun n’a été choisi. Revenez et choisissez un fichier.
fault-file-too-large = Le fichier dépasse la taille permise (4 Mo). Revenez et divisez-le ou réduisez-le ; rien n’a été ajouté.
fault-signed-out = Vous n’êtes pas connecté ou votre session a pris fin. Connectez-vous et réessayez.
fault-locked = La session est verrouillée. Reprenez-la ; ce que vous avez saisi est conservé.
fault-not-proven = Prouvez d’abord que c’est bien vous : revenez en arrière et connectez-vous encore une fois.
fault-link-used = Ce lien a déjà servi ou est trop ancien. Demandez-en un nouveau.
fault-passkey-lapsed = Cela a pris trop de temps, ou la réponse a déjà été donnée. Réessayez.
fault-passkey-unreadable = La réponse du navigateur ne peut pas être lue. Réessayez avec un autre navigateur.
fault-passkey-unknown = Aucun agent de ce bureau n’a cette clé d’accès. Choisissez-en une autre.
fault-passkey-unproven = La clé d’accès n’a pas été acceptée : elle a servi pour une autre adresse, ou n’a pas vérifié que c’était bien vous.
fault-passkey-another = C’est la clé d’accès d’un autre agent. Utilisez la vôtre, ou déconnectez-vous.
fault-passkey-copied = Cette clé d’accès a été refusée : une copie est peut-être en usage. Prévenez un administrateur et utilisez-en une autre.
fault-passkey-taken = Cette clé d’accès est déjà utilisée. Prenez un autre appareil.
fault-passkey-not-kept = Cet appareil ne garde pas les clés d’accès. Prenez-en un autre.
fault-openid-lapsed = Cela a pris trop de temps, la réponse a déjà été donnée, ou un autre navigateur a commencé. Connectez-vous de nouveau.
fault-openid-unreachable = Le service de connexion du bureau n’a pas pu être joint. Réessayez dans une minute, ou utilisez votre clé d’accès si la page de connexion le propose. Si cela dure, prévenez qui exploite le nœud.
fault-openid-unreadable = La réponse du service de connexion du bureau ne peut pas être lue. Prévenez qui exploite le nœud.
fault-openid-issuer = La réponse vient d’un autre service de connexion que celui du bureau et n’a pas été acceptée. Prévenez qui exploite le nœud.
fault-openid-declined = Le service de connexion du bureau n’a laissé entrer personne. Connectez-vous de nouveau ; si cela dure, adressez-vous à qui gère les comptes.
fault-openid-signature = La réponse n’est pas signée par le service de connexion du bureau et n’a pas été acceptée. Prévenez qui exploite le nœud.
fault-openid-audience = La réponse était destinée à un autre programme et n’a pas été acceptée. Prévenez qui exploite le nœud.
fault-openid-nonce = La réponse appartient à une autre connexion et n’a pas été acceptée. Connectez-vous de nouveau.
fault-openid-expired = La réponse est trop ancienne, ou une horloge est fausse. Connectez-vous de nouveau ; si cela dure, prévenez qui exploite le nœud.
fault-openid-stale = Le service de connexion ne vous a pas demandé récemment qui vous êtes. Connectez-vous de nouveau et prouvez-le là-bas.
fault-openid-weak = Ce bureau demande une preuve plus forte que la vôtre. Connectez-vous de nouveau avec une clé de sécurité ou une clé d’accès de votre compte du bureau.
fault-openid-unknown = Ce compte n’est celui d’aucun agent de ce poste. Demandez à l’administrateur de l’inscrire.
fault-openid-another = C’est le compte d’un autre agent. Utilisez le vôtre, ou déconnectez-vous.
fault-openid-no-logout = Le service de connexion n’a pas dit ainsi qu’une session a pris fin, ou l’avait déjà dit.
fault-no-passkey = Cette clé d’accès n’existe plus. Regardez de nouveau la liste.
fault-last-passkey = C’est votre dernière clé d’accès. Ajoutez-en d’abord une autre.
fault-account-idle = Vos clés d’accès ne servent plus, car vous ne vous êtes pas connecté depuis 90 jours. Demandez à deux administrateurs de vous rétablir, ou faites créer un lien sur la machine du nœud.
fault-own-recovery = Nul ne se rétablit soi-même. Adressez-vous à deux autres administrateurs.
fault-recovery-waits = Le rétablissement a déjà été proposé. Un autre administrateur doit le confirmer.
fault-no-recovery = Aucun rétablissement n’attend pour cet agent, ou il a attendu trop longtemps. Proposez-le de nouveau.
fault-same-administrator = Un rétablissement demande deux administrateurs. Un autre doit le confirmer.
large-the-name-of-the-passkey = Le nom de la clé d’accès
large-the-passkey = La clé d’accès
large-the-number-of-passkeys = Le nombre de clés d’accès
large-the-strength-of-a-sign-in = La force de la connexion
fault-too-many-lines = Cette session a trop de lignes ouvertes. Fermez quelques fenêtres.
fault-failed = Quelque chose a échoué ici. Rien n’est perdu ; réessayez.
fault-not-permitted = Votre affectation ne le permet pas : { $act }.
fault-unknown-officer = Ce bureau n’a pas cet agent.
fault-no-case = Cette affaire n’existe pas, ou vous ne pouvez la voir.
fault-no-bureau = L’annuaire n’a pas ce bureau.
fault-bad-field = Le champ { $field } ne peut pas être pris tel quel.
expects-text = Le texte est trop long, ou contient un caractère qui ne peut pas être affiché. Raccourcissez-le, ou joignez-le comme pièce
expects-code = Choisissez une des réponses proposées : { $codes }
expects-states = Des États sont attendus, chacun en deux lettres majuscules, séparés par des virgules, comme FR, BR
expects-number-of = Un nombre entier est attendu, en chiffres seulement, comme 24 ; il compte en { $unit }
expects-number = Un nombre entier est attendu, en chiffres seulement, comme 24
fault-disk-full = Le disque est plein : rien n’a été enregistré. Prévenez l’administrateur ; votre saisie est encore sur la page.
fault-store-failed = Le stockage a échoué : rien n’a été enregistré. Réessayez ; si cela persiste, prévenez l’administrateur.
fault-record-unreadable = Une écriture du journal est illisible. Prévenez l’administrateur.
fault-keys-failed = Les clés du bureau n’ont pas fonctionné. Prévenez l’administrateur.
fault-directory-expired = L’annuaire des bureaux est périmé. Prévenez l’administrateur : le Secrétariat général en fournit un plus récent.
fault-wrong-stage = Cela ne peut se faire à l’étape « { $stage } ». L’affaire a avancé entre-temps.
fault-wrong-side = Seul l’autre bureau peut le faire.
fault-own-work = Nul n’approuve ni ne tranche son propre projet : un autre agent doit le faire.
fault-blocked = Cela ne peut pas partir ainsi. Ce qui le bloque :
fault-unanswered = Répondez à ce qui est demandé, ou dites pourquoi c’est impossible :
fault-undecided = Un réviseur doit d’abord décider. Renvoyez-le, pour qu’il soit soumis à nouveau :
fault-no-question = Cette question est déjà tranchée.
fault-no-reasons = Des motifs sont nécessaires : écrivez-les dans le champ ci-dessous.
fault-bad-grounds = Un refus indique un ou deux motifs différents.
fault-no-attachment = Il n’y a pas de tel fichier à retirer.
fault-identifier-taken = Un autre message porte cet identifiant.
fault-undelivered = Ce qui a été dit en dernier n’a pas encore été remis. L’affaire pourra être close ensuite.
fault-no-text = { $what } : un caractère n’est pas du texte ({ $character }) ; il ne se verrait pas, ou inverserait l’ordre de lecture. Retirez-le.
fault-too-large = { $what } : plus grand que permis ; la limite est { $max }.
large-the-file = Le fichier
large-the-number-of-items-in-a-list = Le nombre d’éléments d’une liste
large-the-depth-of-a-list = La profondeur d’une liste
large-the-name-of-a-field = Le nom d’un champ
large-all-fields-together = Tous les champs ensemble
large-the-number-of-findings = Le nombre de constatations
large-all-findings-together = Toutes les constatations ensemble
large-a-text-of-a-finding = Un texte d’une constatation
large-the-name-of-the-file = Le nom du fichier
large-the-media-type-of-the-file = Le type de média du fichier
large-the-note = La note
large-the-name-of-the-authority = Le nom de l’autorité
large-the-number-of-grounds = Le nombre de motifs
large-the-reasons = Les motifs
large-all-files-of-the-case-together = Tous les fichiers de l’affaire ensemble
large-the-reference = La référence
large-all-that-was-said-in-the-case = Tout ce qui a été dit dans l’affaire
large-the-entry = L’ensemble
large-the-answer = La réponse
large-a-question = Une question
large-the-number-of-messages = Le nombre de messages
large-the-number-of-questions = Le nombre de questions
large-the-number-of-files = Le nombre de fichiers
large-the-number-of-fields = Le nombre de champs
large-the-text = Le texte
large-the-text-of-a-field = Le texte d’un champ
fault-no-field = Ce type de demande n’a pas ce champ.
fault-mismatch = Cela ne correspond pas à l’affaire.

# Ce qui décide, ce qui trancherait, et si
decides = Ce qui décide
settle-least = { $count ->
    [one] Une réponse trancherait
   *[other] { $count } réponses trancheraient ; il n’en faut pas moins
}
settle-some = { $count ->
    [one] Une réponse trancherait
   *[other] { $count } réponses trancheraient ; moins peuvent suffire
}
rest-count = { $count ->
    [one] Une autre constatation
   *[other] { $count } autres constatations
}
who-answers = Qui peut répondre :
asked-of-requesting = le bureau requérant
asked-of-requested = le bureau requis
asked-of-reviewer = le réviseur juridique
asked-of-authority = un tribunal ou une autre autorité
further-fields = { $count ->
    [one] Un autre champ
   *[other] { $count } autres champs
}
what-if = Et si
what-if-lead = Supposez un champ autrement rempli et voyez ce qui change. Rien n’est enregistré.
what-if-field = Champ
what-if-see = Voir ce qui change
what-if-leave = Laisser tel quel
what-if-before = En l’état
what-if-after = Dans l’hypothèse
what-if-same = Aucune constatation ne change.
what-if-appear = Apparaissent
what-if-go = Disparaissent
what-if-change = Changent
adapt = À ajouter ou à changer pour que { $to } puisse accorder la demande
adapt-count = { $count ->
    [one] Un point à ajouter ou à changer pour que { $to } puisse accorder la demande
   *[other] { $count } points à ajouter ou à changer pour que { $to } puisse accorder la demande
}
weighed = Ce qui a pesé
stated-by = indiqué par { $bureau }
other-said = Ce que { $other } a dit
other-said-nothing = Rien encore.
rule-cases = Cas qui montrent le sens de la règle
rule-requests = Demandes dont la vérification l’a soulevée
rule-requests-none = La vérification d’aucune demande n’a encore soulevé cette règle ici.
rule-requests-found = Les voir dans le registre ({ $count })
result-met = Respectée
result-not-met = Non respectée
result-not-known = Inconnu
result-to-judge = À apprécier
result-none = Ne s’applique pas
precedents-count = { $count ->
    [0] Aucune décision antérieure sur cette question
    [one] Un dossier avec des décisions antérieures sur cette question
   *[other] { $count } dossiers avec des décisions antérieures sur cette question
}
precedents-recorded = La consultation de chaque dossier dont une décision est montrée est consignée.
precedents-words = Mots de la décision
precedents-show = Montrer les décisions antérieures
precedents-none = Aucune décision antérieure ne contient ces mots.
precedents-more = Il y en a d’autres ; ajoutez des mots pour affiner.
precedents-other-rule = Sur le même motif, selon une autre règle :

# Besoin d’en connaître, et la politique
policy = Politique d’accès
policy-lead = Qui peut faire et voir quoi dans ce bureau. Ce qu’aucune règle ne permet est refusé ; ce qu’une règle interdit, aucune autre ne le permet.
policy-since = En vigueur depuis
policy-confirmed-by = confirmée par
policy-built-in = telle que fournie avec le programme
policy-rules = Règles
column-purpose = À quoi elle sert
policy-forbids = interdit
policy-permits = permet
policy-text = Texte (Cedar)
policy-propose = Proposer une politique
policy-propose-lead = Modifiez le texte, voyez d’abord ce qui change et pour qui, puis proposez-le. Il entre en vigueur quand un autre agent le confirme.
policy-try = Voir ce qui changerait
policy-waits = Une politique attend d’être confirmée
policy-another = Un autre agent habilité à confirmer doit la mettre en vigueur.
policy-confirm = La mettre en vigueur
policy-changes = Ce qui change et pour qui
policy-difference = Lignes qui diffèrent
policy-same = Le texte est celui en vigueur.
circumstances-kept-to-others = Quand l’affaire est réservée à d’autres
circumstances-above-clearance = Au-dessus de leur habilitation
policy-changes-nobody = Pour les agents et les affaires d’aujourd’hui, rien ne change.
column-gains = Gagne
column-loses = Perd
readers-title = Qui pouvait lire cette affaire
readers-on = À la fin du jour (UTC)
readers-show = Afficher
readers-at = État au
readers-proof = Preuve : l’entrée { $officers } du journal nomme les agents, l’entrée { $policy } contient la politique, et l’affaire était telle que l’entrée { $case } l’a laissée. Un auditeur les vérifie avec
column-could = Pouvait la lire
column-why = Selon quelle règle
column-looks = L’a consultée
could-yes = oui
could-no = non
why-nothing-permits = Aucune règle ne le permet.
button-restrict = Besoin d’en connaître
consequence-restrict = Désormais, seuls les agents choisis voient cette affaire, y compris dans les listes, outre le délégué à la protection des données. Rien n’est envoyé à { $to }.
restrict-who = À qui l’affaire est réservée
restrict-none = Si personne n’est choisi, quiconque peut voir des affaires de ce niveau la voit de nouveau.
new-keep = La réserver aux agents qui ont besoin d’en connaître
new-keep-more = Choisi ici, personne d’autre ne voit l’affaire à aucun moment, pas même son numéro dans une liste.
figure-unseen = Affaires que personne ne peut voir
fault-locks-you-out = Vous ne verriez plus cette affaire. Demandez à un collègue qui la verrait.
fault-may-not-see = { $name } ne peut pas voir cette affaire : l’habilitation ou les fonctions n’y suffisent pas.
fault-empty-circle = Aucune des personnes choisies ne pourrait poursuivre. Ajoutez un agent de liaison ou de permanence.
fault-no-proposal = Cette politique n’attend plus de confirmation. Consultez de nouveau la page.
fault-own-proposal = Une politique exige deux agents. Un autre doit la confirmer.
fault-not-yet = L’affaire n’était pas encore ici ce jour-là. Choisissez un jour ultérieur.
fault-policy-too-long = La politique est trop longue. { $fault }
fault-policy-too-deep = La politique est imbriquée trop profondément. { $fault }
fault-policy-unreadable = La politique est illisible. { $fault }
fault-policy-invalid = La politique parle de ce qui n’existe pas. { $fault }
fault-policy-unnamed = Une règle n’a pas de nom ou ne dit pas à quoi elle sert. { $fault }
fault-policy-last = La politique ne pourrait plus jamais être modifiée. { $fault }
large-the-circle-of-officers = Le cercle d’agents
kept-to = Réservée à { $count ->
    [one] un agent
   *[other] { $count } agents
}
policy-cases = { $count ->
    [one] { $count } affaire
   *[other] { $count } affaires
}
policy-unseen = { $count ->
    [one] Plus personne ne verrait { $count } affaire.
   *[other] Plus personne ne verrait { $count } affaires.
}
looks-count = { $count ->
    [0] jamais
    [one] une fois
   *[other] { $count } fois
}

# Usage, accord, rappel
marked-by = { $to } l’a marqué
uses-title = Ce que vous pouvez faire de ce que { $to } a dit
use-free = Libre
use-needs-consent = Accord nécessaire
uses-made = Usages consignés
consents = Accords demandés
consent-asked-by = { $from } demande :
consent-granted = Accord donné
consent-denied = Refusé
consent-open = Sans réponse à ce jour
consent-waits = { $to } demande votre accord :
consent-decision = Votre décision
consent-grant = Nous consentons à cet usage, pour ce seul destinataire
consent-deny = Nous ne consentons pas
consent-terms = Conditions, ou motifs du refus
recalls = Rappels
recalled-by = { $from } a rappelé { $count ->
    [one] un message
   *[other] { $count } messages
}
recall-waits = { $to } a rappelé ce qui vous a été dit. Ne l’utilisez pas. Rappelé :
recall-not-answered = { $to } n’a pas répondu au rappel du
recall-what = Que rappeler
recall-request-help = Si vous rappelez la demande elle-même, elle n’est plus exécutée et l’autre bureau peut effacer tout le dossier.
recall-outcome = Ce qu’il en advient ici
recall-do-deleted = Supprimer tout le dossier : sa clé est détruite dès que l’autre bureau a cette réponse. Irréversible.
recall-do-blocked = Bloquer : personne ici ne le lit ni ne l’utilise plus ; il est effacé avec le dossier.
recall-do-kept = Conserver, pour les motifs donnés ci-dessous.
recall-reasons = Motifs, et ce qui a été dit à ceux qui l’ont
passed-on = Transmis à
passed-on-besides = Qui l’a en outre, un par ligne
is-recalled = Rappelé
is-blocked = Rappelé et bloqué ici
marking = Marquage
marking-help = Selon votre propre système : 4x4 B2 H1, 5x5x5 B23, 3x5x2 1BC, Admiralty B2, TLP:AMBER ; plusieurs séparés par un point-virgule.
marking-unread = illisible ici, et traité comme le plus strict
marking-elsewhere = Dans d’autres systèmes
marking-elsewhere-lead = Lecture propre à ce programme : elle n’accorde jamais plus de crédit ni de liberté que l’original, qui seul compte.
marking-unsayable = Ce système ne peut pas en dire autant
consent-besides = Usages soumis en outre à accord
conditions = Conditions
use-what = Usage
use-recipient = Pour qui, ou à quelle fin
asked-of-us = Attend votre réponse
erased = Dossiers effacés
erased-none = Aucun dossier n’a été effacé.
column-erased = Dossier
button-use = Consigner un usage
button-ask-consent = Demander l’accord de { $to }
button-answer-consent = Répondre à la demande d’accord
button-recall = Rappeler ce que nous avons dit
button-answer-recall = Répondre au rappel
consequence-use = L’usage est consigné, afin qu’un rappel trouve tous ceux qui l’ont. { $to } n’en est informé qu’en cas de rappel.
consequence-ask-consent = On demande à { $to } son accord. Avant sa réponse, l’usage n’est pas permis.
consequence-answer-consent = { $to } est informé de votre décision. L’accord vaut pour cet usage et ce seul destinataire.
consequence-recall = Dès la réception, { $to } ne peut plus l’utiliser, doit dire ce qu’il en advient et nommer ceux qui l’ont.
consequence-answer-recall = { $to } est informé de ce qu’il en advient ici et de ceux qui l’ont déjà.
fault-consent-needed = Le bureau qui l’a dit doit d’abord donner son accord. Demandez-le-lui.
fault-recalled = Cela a été rappelé et ne sert plus à rien.
fault-nothing-told = L’autre bureau n’a encore rien dit qui puisse être utilisé.
fault-not-asked = Il y a déjà été répondu, ou rien n’a été demandé.
fault-nothing-to-recall = Choisissez ce qu’il faut rappeler.
fault-not-all = Un dossier entier n’est supprimé que si la demande elle-même a été rappelée. Bloquez ce qui a été rappelé, ou dites pourquoi vous le conservez.
fault-bad-marking = Ce n’est pas un marquage. Écrivez par exemple 4x4 B2 H1, 5x5x5 B23, 3x5x2 1BC, Admiralty B2 ou TLP:AMBER ; plusieurs séparés par un point-virgule.
no-copy = Imprimer et copier exigent l’accord du bureau qui l’a dit.
act-use = consigner un usage
act-ask-consent = demander un accord
act-answer-consent = répondre à une demande d’accord
act-recall = rappeler
act-answer-recall = répondre à un rappel
large-the-marking = Le marquage
large-the-conditions = Les conditions
large-the-name-of-the-recipient = Le nom du destinataire
large-the-number-of-messages-recalled = Le nombre de messages rappelés
large-the-number-of-recipients = Le nombre de destinataires
large-the-number-of-uses = Le nombre d’usages

# Danger pour la vie
button-break-glass = Danger pour la vie : envoyer seul à { $to }
button-review-emergency = Examiner ce qui a été envoyé seul
consequence-break-glass = La demande part aussitôt à { $to }, sans second agent. Le délégué à la protection des données et les approbateurs la voient aussitôt, et l’un d’eux doit l’examiner ; le dossier ne peut être clos avant. Ce que la loi interdit reste interdit.
consequence-review-emergency = Votre examen est consigné. { $to } n’en est pas informé.
break-glass-why = Ce qui menace la vie de qui, et pourquoi cela ne peut attendre
sent-alone = Envoyé par { $name } seul : danger pour la vie.
emergency-open = Aucun second agent ne l’a encore examiné.
emergency-justified = Examiné par { $name } : c’était justifié.
emergency-not-justified = Examiné par { $name } : il ne fallait pas l’envoyer seul.
emergency-undecided = Questions que personne d’autre n’avait tranchées
emergency-question = Était-il juste de l’envoyer seul ?
emergency-yes = Oui : une vie était en danger et cela ne pouvait attendre
emergency-no = Non
emergency-to-review = Envoyé seul, à examiner
fault-not-urgent = Seule une demande urgente part sans second agent. Indiquez l’urgence, ou faites-la approuver par un autre agent.
fault-objected = Une deuxième personne a décidé contre. Personne ne l’envoie seul tant que les faits sont les mêmes.
fault-no-reviewer = Personne d’autre ne pourrait voir ce dossier et l’examiner. Élargissez d’abord le cercle, ou faites approuver par un autre agent.
recall-so-far = Jusqu’ici
fault-no-emergency = Rien de ce qu’un agent a envoyé seul n’attend d’examen.
fault-not-reviewed = Ce qu’un agent a envoyé seul doit être examiné par un autre avant la clôture du dossier.
act-break-glass = envoyer seul en cas de danger pour la vie
act-review-emergency = examiner ce qui a été envoyé seul

button-retain = Conserver plus longtemps
consequence-retain = Le dossier est conservé jusqu’au jour choisi, puis effacé. { $to } n’en est pas informé.
retain-until = Dernier jour de conservation
act-retain = décider de la durée de conservation d’un dossier clos
button-discard = Effacer maintenant
consequence-discard = Tout ce que contient ce dossier est effacé définitivement : textes, fichiers, historique. Il reste qu’il a été effacé, quand et par qui. { $to } n’en est pas informé.
act-discard = effacer un dossier clos
event-retained = Conservé jusqu’au { $until }.
event-discarded = La conservation du dossier a pris fin ; il est effacé.
kept-until = Conservé jusqu’au { $until }
kept = Dossiers clos et durée de conservation
kept-lead = Un dossier clos s’efface de lui-même après son dernier jour. Prolongez-le avec des motifs, ou effacez-le dès qu’il n’est plus nécessaire. Ce qui a été publié est d’abord rappelé, pour que l’autre bureau efface aussi sa copie.
kept-none = Aucun dossier clos n’est conservé.
kept-soon = { $soon } sur { $count } prennent fin dans les six mois.
column-until = Conservé jusqu’au
column-about = Objet
column-decide = Décider
erased-recalled = rappelé par l’autre bureau
erased-decided = décision d’un agent
erased-period = fin de la période
fault-bad-period = Le jour est passé ou à plus de cinq ans. Choisissez-en un autre ; une nouvelle décision sera possible à l’échéance.
fault-still-asked = L’autre bureau attend une réponse à sa question, à son rappel ou à sa rectification. Répondez d’abord.
fault-recall-first = L’autre bureau a une copie de ce qui a été publié. Rappelez-la d’abord, pour qu’il en soit informé.
fault-recall-open = L’autre bureau n’a pas encore répondu au rappel ou à la rectification. Le dossier sera effacé dès qu’il l’aura fait, ou trente jours après la fin de sa période.
column-erased-why = Motif

anomalies = Consultations qui sortent de l’ordinaire
anomalies-lead = Signalées quand un agent consulte plus de { $hour } dossiers en une heure, plus de { $day } en un jour dont d’autres s’occupent, ou un dossier sur une personne de son propre nom de famille. Une autre personne dit si c’était justifié.
anomalies-none = Aucune consultation ne sort de l’ordinaire.
anomaly-many-cases = { $name } a consulté { $count } dossiers en une heure.
anomaly-without-task = { $name } a consulté en un jour { $count } dossiers dont d’autres s’occupent.
anomaly-own-name = { $name } a consulté un dossier sur une personne du même nom de famille.
anomaly-case = le dernier dossier consulté
anomaly-in-order = { $name } dit que c’était justifié
anomaly-not-in-order = { $name } dit que ce n’était pas justifié
anomaly-review = Dire ce qu’il en est
anomaly-question = Était-ce justifié ?
anomaly-yes = Oui, il y avait une raison
anomaly-no = Non ; une suite y est donnée
anomaly-button = Consigner
anomaly-waits = Personne ne l’a encore examiné.
today-anomalies = { $count ->
    [one] Une consultation qui sort de l’ordinaire attend votre avis.
   *[other] { $count } consultations qui sortent de l’ordinaire attendent votre avis.
}
fault-nothing-stood-out = Cela a déjà été examiné ou n’a jamais été signalé. Rechargez la page.

signed-in-doubt = { $count ->
    [one] Un tiers a pu disposer des clés avec lesquelles { $to } a signé un message ici, depuis
   *[other] Un tiers a pu disposer des clés avec lesquelles { $to } a signé { $count } messages ici, depuis
}
signed-in-doubt-do = Avant d’agir sur ce qui est marqué sous Échanges, faites-le confirmer par { $to } par une autre voie, ou redire avec ses nouvelles clés.
message-in-doubt = Signé avec des clés retirées : quelqu’un d’autre a pu dire cela.
withdrawn-keys = Clés retirées
withdrawn-keys-lead = Clés de bureaux dont un tiers a pu disposer. Rien de ce qu’elles signent n’est plus accepté ; ce qu’elles ont signé depuis doit être confirmé.
withdrawn-keys-none = L’annuaire des bureaux ne nomme aucune clé retirée.
withdrawn-keys-nothing = Elles n’ont rien signé ici depuis.
withdrawn-keys-cases = { $count ->
    [one] Depuis, elles ont signé dans un dossier :
   *[other] Depuis, elles ont signé dans { $count } dossiers :
}
copies = Copies du journal
copies-lead = Faites sur la machine du nœud, hors de ce bureau. Une sauvegarde est scellée ; un export ne montre aucun contenu.
copies-none = Aucune copie n’a été faite.
copied-backup = Sauvegarde, par le compte { $by }
copied-export = Export pour un auditeur, par le compte { $by }
peers-journals = Journaux des autres bureaux
peers-journals-lead = Chaque reçu indique, signé, la longueur du journal du bureau et sa racine. Un journal tronqué, restauré d’une ancienne copie ou réécrit contredit ce qu’il avait indiqué.
peers-journals-none = Aucun bureau n’a encore donné de reçu.
peer-state = { $size } entrées, racine
peer-contradicts = Le journal de { $bureau } contredit ce qu’il avait indiqué. Interrogez { $bureau } avant de vous fier à ses écritures.
peer-checkpoint-refused = Le point de contrôle, signé par ce bureau-là, que le présent bureau n’a pas cosigné :
witnesses = Témoins de ce journal
witnesses-lead = Les bureaux qui échangent des messages cosignent leurs points de contrôle, contre la preuve que rien n’a changé auparavant. Ce qui est attesté ne peut être tronqué ni réécrit sans que cela se voie, même avec les clés de ce bureau. L’auditeur donne ces clés à journal-verify, après avoir demandé la sienne à chaque bureau.
witnesses-none = Aucun message n’a encore été échangé avec un autre bureau ; personne n’a donc attesté ce journal.
witnesses-far = { $size ->
    [0] Rien n’est encore attesté ; { $rest } écritures attendent de l’être.
   *[other] Les { $size } premières écritures sont attestées ; les { $rest } suivantes ne le sont pas encore.
}
column-witnessed = Attesté
column-witness-refused = Pourquoi pas, la dernière fois
column-witness-key = Clé de ses cosignatures
witnessed-entries = { $size } écritures
witnessed-nothing = rien encore
not-cosigned-conflict = Il a attesté une autre histoire, ou une plus longue, que celle de ce journal.
not-cosigned-not-consistent = Ce journal ne contient pas ce qu’il avait attesté.
not-cosigned-unknown-origin = Il ne connaît pas ce bureau.
not-cosigned-not-signed = Il connaît une autre clé de ce journal.
not-cosigned-malformed = Il n’a pas pu lire le point de contrôle.
not-cosigned-cosignature-wrong = Sa réponse n’est pas une cosignature de ce point de contrôle.
not-cosigned-cosignature-not-theirs = Sa réponse n’est pas signée de sa clé.
not-cosigned-cosignature-time = Sa cosignature porte une autre heure ; l’une des deux horloges est fausse.
not-cosigned-known = Il dit avoir attesté { $size } écritures.
cosigned = Journaux que ce bureau atteste
cosigned-lead = Le plus récent point de contrôle de chacun que ce bureau a cosigné. Donnez-le à qui contrôle ce bureau-là ; cette clé vérifie les cosignatures du présent bureau :
cosigned-none = Ce bureau n’a encore attesté aucun journal.

# Sources et informateurs
sources-title = Sources
sources-lead = Seuls les agents nommés dans une fiche de source l’ouvrent. Pour toute autre personne de l’affaire, cette fiche n’existe pas.
sources-empty = Vous n’êtes nommé dans aucune fiche de source de cette affaire.
sources-none = Cette affaire n’a aucune fiche de source.
sources-trace = Qui a ouvert des fiches de source
sources-trace-lead = Qui est nommé, qui a ouvert une fiche, quand et pourquoi. Le contenu des fiches et le nom de couverture ne sont pas montrés à qui n’est pas nommé.
source-record = Fiche de source
source-begun = commencée
source-named = Qui peut l’ouvrir
source-named-help = Vous et au moins une autre personne, pour que rien ne se perde avec un départ ; aussi peu que possible. Personne d’autre n’apprend l’existence de la fiche.
source-never-opened = Personne ne l’a encore ouverte.
source-opened-by = { $name } l’a ouverte
source-opened-now = Votre ouverture de cette fiche est consignée avec votre motif, et les autres agents nommés la voient.
source-openings = { $count ->
    [one] Ouverte une fois
   *[other] Ouverte { $count } fois
}
source-purpose = Pourquoi vous l’ouvrez
source-purpose-help = Consigné à chaque ouverture et montré aux autres agents nommés et à qui protège les données : n’y nommez personne.
source-open = Ouvrir
source-close = Fermer la fiche
source-begin = Nouvelle fiche de source
source-begin-button = Commencer la fiche
source-cover = Nom de couverture
source-cover-help = Le nom sous lequel vous parlez de la source. Il ne quitte jamais le bureau dans cette affaire.
source-grading = Évaluation
source-grading-help = De la source et de ce qu’elle a dit, par exemple 4x4 B2 H1, 5x5x5 B23 ou Admiralty B2.
source-said = Ce que la source a dit
source-when = Quand
source-place = Où
source-basis = Comment la source le sait
source-only = Seule la source pouvait connaître l’heure et le lieu
source-identifiers = Ce qui dirait qui est la source
source-identifiers-help = Un par ligne : noms, lieux, jours, numéros, mots ; un nom une fois dans chaque écriture où il s’écrit. Rien de cela ne quitte le bureau dans cette affaire, et aucun motif ne le permet.
source-save = Garder les modifications
source-write = Modifier la fiche
source-name = Changer qui peut l’ouvrir
source-sanitise = Préparer une version expurgée
source-sanitise-lead = Un texte qui dit ce qui compte, et non de qui cela vient. Un autre agent nommé l’approuve ; le texte entre dans la demande tel qu’il a été approuvé, avec son évaluation.
source-target = Où il va
source-target-file = Un fichier à part
source-text = Texte
source-prepare = Vérifier et garder cette version
source-version = Version expurgée { $number }
source-prepared-by = Préparée par { $name }
source-found = Ce qui peut dire qui est la source
source-found-none = Rien n’a été trouvé qui dirait qui est la source. Le programme ne trouve que ce qu’on lui a dit de chercher : lisez le texte comme quelqu’un qui veut savoir.
source-never = ne part jamais
source-reason = Pourquoi cela peut rester
source-approve = Approuver cette version
source-approved-by = Approuvée par { $name }
source-own = Un autre agent nommé doit l’approuver.
source-put = La mettre dans la demande
source-put-by = Mise dans la demande par { $name }
source-held = Quelque chose a été retenu
source-held-lead = Ceci allait quitter l’affaire. Rien n’en part avant que vous ou un autre agent nommé l’ayez regardé. Faites changer le texte, puis laissez l’affaire reprendre ; tout est vérifié à nouveau chaque fois. Ce qui ne part jamais ne peut être libéré.
source-let-go = Laisser l’affaire reprendre
source-alone = Plus personne d’autre ne peut l’ouvrir : nommez un autre agent.
source-to-approve = Une version expurgée vous attend.
source-to-erase = Un autre agent a proposé de l’effacer.
source-erase = Effacer cette fiche
source-erase-lead = La clé de la fiche est détruite : personne ne la relira, pas même dans le journal. Il y faut deux agents nommés.
source-erase-propose = Proposer de l’effacer
source-erase-agree = D’accord : l’effacer maintenant
source-ending = { $name } a proposé de l’effacer :
source-left-out = Retiré, et encore cherché
source-left-out-lead = Ce qu’un agent retire des éléments identifiants, ou un ancien nom de couverture, est cherché tant qu’un autre agent nommé n’a pas accepté que cela puisse partir.
source-give-up = D’accord : ne plus le chercher
tell-identifier = Dirait qui est la source
tell-cover-name = Le nom de couverture
tell-taken-over = Des mots tels que la source les a dits
tell-time = Un jour ou une heure que seule la source pouvait connaître
tell-place = Un lieu que seule la source pouvait connaître
tell-few = Combien peu étaient présents
tell-first-person = La source parle d’elle-même
tell-changed = Ce n’est pas le texte approuvé
tell-unread = Un fichier que le programme ne peut pas lire ; regardez-le vous-même
spot-line = ligne { $line }
spot-words = les mots du message
spot-file = le fichier { $name }
today-source = { $count ->
    [0] Une fiche de source vous attend
    [one] Une fiche de source a été ouverte une fois depuis que vous l’avez ouverte
   *[other] Une fiche de source a été ouverte { $count } fois depuis que vous l’avez ouverte
}
fault-source-none = Cette fiche de source n’existe pas, ou vous n’y êtes pas nommé.
fault-source-named = Une fiche de source nomme au moins deux agents qui peuvent l’ouvrir, et dix au plus.
fault-source-too-many = Vous êtes nommé dans trop de fiches de source de cette affaire. Effacez-en une d’abord.
fault-source-no-identifiers = Dites ce qui dirait qui est la source, un élément par ligne, chacun d’au moins deux lettres ou chiffres.
fault-source-no-cover = Donnez à la source un nom de couverture d’au moins deux lettres.
fault-source-no-version = Cette version expurgée n’existe plus. Ouvrez la fiche de nouveau.
fault-source-not-approved = Un autre agent nommé doit d’abord approuver la version expurgée.
fault-source-own-version = Personne n’approuve une version qu’il a écrite. Un autre agent nommé doit le faire.
fault-source-would-identify = Le texte dirait qui est la source. Retirez ce qui ne part jamais et préparez une autre version.
fault-source-unanswered = Dites de chaque élément trouvé pourquoi il peut rester, ou faites-le retirer.
fault-source-grading-rises = La version est évaluée plus haut que la fiche, ou omet ce que dit l’évaluation de la fiche. Ne l’évaluez pas plus haut.
fault-source-nothing-held = Plus rien n’attend un agent nommé. Ouvrez la fiche de nouveau.
fault-source-not-agreed = Il faut être deux : un autre agent nommé doit être d’accord.
fault-source-held = Cela ne part pas encore : un agent nommé pour les sources de cette affaire doit d’abord le regarder. Il le voit sur sa première page.
act-source-open = ouvrir une fiche de source
act-source-write = écrire une fiche de source
act-source-approve = approuver une version expurgée
act-source-trace = voir qui a ouvert des fiches de source
large-a-line-of-the-record = Une ligne de la fiche
large-the-number-of-identifiers = Le nombre d’éléments identifiants
large-the-number-of-versions = Le nombre de versions
# Redress and breaches
dossiers = Droits des personnes et violations
dossiers-lead = Ce que des personnes demandent sur leurs données, et les violations de données : chacune dans sa propre procédure, vue seulement de qui protège les données et de qui y est désigné.
dossiers-none = Personne n’a rien demandé sur ses données et aucune violation n’est connue. Ouvrez une procédure dès qu’une demande arrive ou que quelque chose est constaté : les délais courent dès lors.
dossiers-none-named = Vous n’êtes désigné dans aucune procédure.
dossiers-all = Toutes les procédures
dossier-redress = Demande d’une personne
dossier-breach = Violation
dossier-new-redress = Nouvelle demande d’une personne
dossier-new-breach = Nouvelle violation
dossier-open = Ouvrir la procédure
dossier-due = Prochaine échéance
dossier-stands = État
dossier-waits = Attend votre décision
dossier-closed = Close
dossier-closed-by = Close par { $name }
dossier-no-due = Aucun jour n’est fixé à présent. Le droit exige une réponse sans retard injustifié.
dossier-keeping = La procédure
dossier-seen-by = Cette procédure est vue de qui protège les données et des agents désignés. Chaque consultation est inscrite.
dossier-name = Désigner des agents
dossier-name-who = Qui peut la voir et confirmer ce qui est décidé
dossier-name-button = Désigner
dossier-note = Note
dossier-note-button = Écrire la note
dossier-close = La clore
dossier-close-button = Clore la procédure
dossier-close-consequence = Rien ne peut plus y être ajouté. Elle est conservée pendant sa durée, puis effacée.
dossier-close-unanswered = La personne n’a pas reçu de réponse. Seul un agent qui n’a rien fait d’autre dans cette procédure la clôt, et les affaires contestées peuvent de nouveau être utilisées.
dossier-timeline = Ce qui s’est passé
dossier-event-received = La demande est arrivée
dossier-event-identified = Identité vérifiée
dossier-event-searched = Le nœud a été fouillé
dossier-event-contested = Une affaire est contestée et n’est pas utilisée
dossier-event-released = Une affaire peut de nouveau être utilisée
dossier-event-decided = Décision sur une affaire
dossier-event-confirmed = Confirmé par un second agent
dossier-event-sent-back = Renvoyé
dossier-event-extended = Délai prolongé
dossier-event-reached = Une étape de la Commission
dossier-event-answered = La personne a reçu la réponse
dossier-event-executed = Exécuté dans une affaire
dossier-event-known = La violation a été constatée
dossier-event-scoped = Étendue calculée
dossier-event-assessed = Risque évalué
dossier-event-settled = Une notification, ou pourquoi aucune
dossier-event-named = Agents désignés
dossier-event-noted = Note
dossier-event-closed = Close
due-what-own = Réponse
due-what-extended = Réponse, délai prolongé
due-what-breach-known = Avertir l’autorité de contrôle
due-what-ccf-request-received = La Commission dit si elle est recevable
due-what-ccf-asked-secretariat = Le Secrétariat dit si des données existent
due-what-ccf-access-admissible = La Commission décide de l’accès
due-what-ccf-correction-admissible = La Commission décide de la rectification ou de l’effacement
due-what-ccf-decided = La décision est envoyée au Secrétariat
due-what-ccf-decision-received = Le Secrétariat exécute la décision
due-what-ccf-implemented = Les parties sont informées
redress-lead = Inscrivez ce qui est arrivé tel quel. Rien n’est recherché ni dit avant qu’il soit prouvé qui demande.
redress-asked = Ce qui est demandé
redress-received = Reçue le
redress-channel = Par qui
channel-direct = La personne ou son conseil
channel-authority = L’autorité de contrôle
channel-commission = La Commission de contrôle des fichiers d’INTERPOL
redress-wants = Ce qui est voulu
want-access = Accès
want-correction = Rectification
want-deletion = Effacement
want-restriction = Limitation de l’utilisation
redress-names = Noms, sous toutes les formes connues
redress-names-help = Une par ligne, avec les autres graphies, écritures et noms de naissance. L’ordre, les majuscules et les accents ne comptent pas.
redress-born = Né le
redress-documents = Numéros de documents
redress-references = Références que la personne connaît
redress-counsel = Conseil ou représentant, s’il demande
redress-words = Ce qu’elle dit
redress-own-due = Un jour fixé
redress-own-due-help = La lettre de la Commission ou de l’autorité le fixe, ou le droit de cet État. La directive n’en fixe aucun.
redress-due-day = Réponse due le
redress-due-by = Fixé par (lettre ou disposition)
redress-identity-open = Identité à vérifier
redress-search-open = Nœud à fouiller
redress-decision-open = Affaires à décider
redress-confirmation-open = Un second agent doit confirmer
redress-answer-open = Réponse à donner
redress-executing = Réponse donnée ; à exécuter
redress-answered = Réponse donnée
redress-identity = Qui demande
redress-identity-none = Personne n’a encore vérifié qui demande.
redress-proven = Prouvé, dit { $name }
redress-not-proven = Non prouvé, dit { $name }
redress-identify = Inscrire la vérification
redress-identify-button = Inscrire
redress-shown = Ce qui a été montré, et comment ce fut vérifié ; pour un conseil, aussi le mandat
redress-proven-question = Est-ce une preuve de son identité ?
redress-proven-yes = Oui
redress-proven-no = Non
redress-found = Où elle apparaît
redress-search-lead = Chaque texte de chaque affaire que vous pouvez voir est lu : noms dans tout ordre, sans accents, jour de naissance avec autre chose, numéros de documents, références. Ne sont pas lus les pièces, les affaires effacées, les fiches de source, les autres procédures et les autres systèmes ; chaque mot d’un nom doit figurer dans l’affaire ; sons et graphies ne sont pas devinés.
redress-search = Fouiller le nœud
redress-search-again = Fouiller de nouveau
redress-unseen = Il y a des affaires que vous ne pouvez pas voir. Quelqu’un d’habilité doit aussi chercher, avant que la réponse soit complète.
redress-found-none = Aucune affaire n’a été trouvée pour cette personne.
redress-found-by = Trouvée par :
trace-name = le nom de la personne concernée
trace-birth = le jour de naissance
trace-mention = le nom, ailleurs dans le dossier
trace-document = le numéro d’un document
trace-reference = une référence
redress-case-erased = effacée
redress-case-unseen = Vous ne pouvez pas voir cette affaire.
redress-contested-since = Contestée, et non utilisée, depuis
redress-executed = Exécuté
redress-recalled = Rappelé de { $bureau }
redress-recall-open = pas encore de réponse
recall-outcome-deleted = effacé
recall-outcome-blocked = bloqué
recall-outcome-kept = conservé
redress-passed-on = Transmis à :
redress-decide = Décider de cette affaire
redress-decide-button = Inscrire la décision
redress-verdict = Les données
verdict-not-them = Il s’agit d’une autre personne
verdict-access-only = Seul l’accès est demandé
verdict-upheld = Elles restent telles quelles
verdict-correct = Elles sont rectifiées
verdict-erase = Elles sont effacées
verdict-restrict = Elles sont conservées sans être utilisées
redress-telling = Ce qui est dit à la personne
telling-full = tout
telling-partial = une partie
telling-neither = ni qu’il y a quelque chose, ni qu’il n’y a rien
redress-basis = Fondement
redress-basis-help = Nécessaire si moins est dit ou fait que demandé. La numérotation de la directive n’est pas vérifiée ici.
redress-basis-none = Aucun : tout ce qui est demandé
basis-inquiry = Cela gênerait une enquête ou une procédure
basis-prevention = Cela nuirait à la prévention ou à la poursuite d’infractions
basis-public-security = Sécurité publique
basis-national-security = Sécurité nationale
basis-others = Droits et libertés d’autrui
basis-originator = Le bureau qui l’a communiqué ne le permet pas
basis-accurate = Les données sont exactes et licites
basis-not-ascertained = Leur exactitude ne peut être établie
basis-evidence = Elles doivent être conservées comme preuves
basis-other-person = Il s’agit d’une autre personne
redress-contest = En limiter l’utilisation jusqu’à la décision
redress-contest-button = Limiter maintenant
redress-contest-consequence = Dès lors rien de cette affaire n’est approuvé, répondu, transmis ni utilisé, sauf danger de mort. Ses agents voient qu’elle est contestée, et non par qui.
redress-release = Permettre de nouveau son utilisation
redress-release-button = Lever la limitation
redress-execute-lead = Exécutez par les actes de l’affaire : rappelez ce qui a été dit, rectifiez, ou mettez fin à la conservation.
redress-execute-case = Aller à l’affaire
redress-execute = Inscrire l’exécution
redress-execute-button = C’est exécuté
redress-execute-what = Ce qui a été fait, et comment les destinataires ont été avertis
redress-confirmation = Un second agent
redress-confirmation-lead = La personne reçoit moins que demandé, rien n’a été trouvé, toutes les affaires n’ont pas pu être lues, ou son identité n’est pas prouvée. Un agent qui n’y a pris aucune part doit le confirmer.
redress-sent-back = Renvoyé :
redress-confirm = Confirmer ce qui est décidé
redress-send-back = Renvoyer
redress-answer = La réponse
redress-answer-lead = La réponse est donnée par écrit, hors de ce programme, et inscrite ici avec les recours indiqués à la personne.
redress-answered-on = Donnée le
redress-remedies = Recours indiqués :
remedy-authority = l’autorité de contrôle
remedy-court = un tribunal
remedy-commission = la Commission de contrôle des fichiers d’INTERPOL
redress-answer-write = Inscrire la réponse
redress-answer-button = La personne a reçu la réponse
redress-answer-consequence = Ce qui est décidé vaut dès lors : ce qui est à rectifier, effacer ou limiter n’est pas utilisé, le reste peut l’être.
redress-answer-day = Réponse donnée le
redress-answer-text = Ce qui a été dit à la personne
redress-remedies-told = Recours dont elle a été informée
redress-extend = Prolonger le délai
redress-extend-button = Inscrire la prolongation
redress-extend-help = Seulement si l’affaire le justifie ; la personne est avertie aussitôt, avec les motifs.
redress-extend-until = Jusqu’au
redress-commission = Étapes de la Commission
redress-reach = Inscrire une étape
redress-reach-button = Inscrire l’étape
redress-milestone = Étape
redress-reach-day = Le
milestone-ccf-admissible = Déclarée recevable
milestone-ccf-asked-secretariat = Secrétariat interrogé
milestone-ccf-data-told = Secrétariat a répondu
milestone-ccf-decided = Décidée
milestone-ccf-decision-received = Décision reçue par le Secrétariat
milestone-ccf-implemented = Exécutée
milestone-ccf-parties-told = Parties informées
held-pending = Contestée : à ne pas utiliser entre-temps
held-correct = À rectifier, et à ne pas utiliser avant
held-erase = À effacer, et à ne plus utiliser
held-restrict = Conservée, à ne pas utiliser
held-do-pending = Quelqu’un conteste ce que cette affaire contient sur lui. Jusqu’à la décision elle n’est ni approuvée, ni répondue, ni transmise, ni utilisée ; une vie en danger passe d’abord. Adressez-vous à qui protège les données.
held-do-correct = Rectifiez-la, avertissez les destinataires, puis dites à qui protège les données ce qui a été fait.
held-do-erase = Rappelez ce qui a été dit, mettez fin à la conservation, puis dites à qui protège les données ce qui a été fait.
held-do-restrict = Elle est conservée pour la raison qui interdit de l’effacer, et pour rien d’autre. Adressez-vous à qui protège les données.
breach-lead = Inscrivez ce qui est connu ; l’étendue est ensuite calculée d’après le journal. Les délais courent depuis que le bureau en a connaissance. Heures UTC.
breach-known = Ce qui est connu
breach-detected = Constatée par
detected-hand = Un signalement
detected-looks = Des consultations injustifiées
detected-contradiction = Un journal qui se contredit
detected-passkey = Une clé d’accès ou un appareil perdu ou copié
detected-key = La clé retirée d’un bureau
breach-at = Connue depuis
breach-at-help = Quand quelqu’un du bureau l’a su pour la première fois
breach-window = Elle s’étend
breach-since = Depuis
breach-until = Jusqu’à
breach-officers = Consultations et actes de
breach-everybody = Tout le monde
breach-bureau = Échangé avec
breach-any-bureau = Tout bureau
breach-words = Ce qui s’est passé
breach-scope = Qui elle concerne
breach-scope-lead = Calculé d’après le journal : les affaires où ces agents ont vu ou fait quelque chose en ce temps. Conservé tel que calculé, avec la longueur et la racine du journal.
breach-scope-none = L’étendue n’est pas encore calculée.
breach-scope-open = Étendue à calculer
breach-risk-open = Risque à évaluer
breach-notices-open = Quelqu’un doit être averti
breach-settled = Tous sont avertis
breach-compute = Calculer l’étendue d’après le journal
breach-computed = Calculé
breach-persons = Personnes
breach-sign-ins = Connexions
breach-erased = Écritures effacées depuis
breach-originators = Bureaux à l’origine
breach-recipients = Bureaux qui en ont reçu une partie
breach-copies = Copies du journal entier faites alors (sauvegardes, exports)
breach-markings = Marquages
breach-journal = Journal
breach-unseen = Il y a des affaires que vous ne pouvez pas voir. Quelqu’un d’habilité doit aussi calculer l’étendue.
breach-cut = Seules les { $count } premières affaires sont nommées ; toutes sont comptées.
breach-nothing-seen = Rien n’a été vu ni fait en ce temps.
breach-looks = Consultations
breach-acts = Actes
breach-messages = Messages
breach-first = Première
breach-last = Dernière
breach-risk = Risque pour les personnes
breach-risk-none = Le risque n’est pas encore évalué.
risk-unlikely = Improbable
risk-risk = Un risque
risk-high = Un risque élevé
breach-consequences = Conséquences probables
breach-measures = Mesures prises ou proposées
breach-assess = Évaluer le risque
breach-assess-button = Inscrire l’évaluation
breach-notices = Qui doit être averti
breach-notices-lead = Chaque notification est inscrite quand elle est faite, ou avec la raison de ne pas la faire.
notice-authority = L’autorité de contrôle
notice-persons = Les personnes concernées
notice-originator = Le bureau { $bureau }
notice-recipient = Le bureau { $bureau }, qui l’a reçu
notice-secretariat = Le Secrétariat général d’INTERPOL
notice-commission = La Commission de contrôle des fichiers d’INTERPOL
breach-told = Avertie
breach-not-told = Pas encore avertie
breach-late = Pourquoi si tard
breach-late-help = Nécessaire si le délai est passé
breach-excepted = Non avertie :
breach-tell = Inscrire la notification
breach-tell-button = C’est fait
breach-told-at = Avertie le (UTC)
breach-how = Comment, et ce qui a été dit
breach-except = Inscrire pourquoi non
breach-except-button = Pas de notification
breach-exception = Exception
exception-unlikely = Un risque pour les personnes est improbable
exception-protected = Les données n’ont pas pu être lues
exception-averted = Le risque élevé est écarté depuis
exception-disproportionate = Disproportionné ; rendue publique à la place
exception-withheld = Cela gênerait des enquêtes, ou menacerait la sécurité ou autrui
exception-not-theirs = Rien de ce qui est à eux n’est concerné
act-redress = tenir la procédure d’une demande de personne
act-breach = tenir la procédure d’une violation
act-second = seconder une procédure
act-see-dossier = voir une procédure
fault-empty-paper = Rien de ce dossier ne peut figurer sur ce document.
fault-forms-damaged = Les formulaires de ce programme sont endommagés ; prévenez l’exploitant du nœud.
fault-not-public = Cela ne peut être rendu public : c’est confidentiel, ou le droit ne le permet pas.
fault-no-form = Il n’existe pas de formulaire pour ce document.
fault-paper-not-set = Les textes de ce dossier ne peuvent pas être composés ; cherchez des caractères inhabituels dans ses champs.
fault-contested = Quelqu’un conteste ce que cette affaire contient sur lui, et elle n’est pas utilisée entre-temps. Adressez-vous à qui protège les données.
fault-no-dossier = Il n’y a pas de telle procédure.
fault-dossier-closed = La procédure est close. Ouvrez-en une pour ce qui est nouveau.
fault-dossier-step = Cette étape n’a pas sa place ici. Revoyez la page.
fault-dossier-too-many = Le nombre permis est atteint. Fermez d’abord ce qui est terminé.
fault-dossier-incomplete = Un champ nécessaire est vide, ou contient trop. Indiquez qui, quoi et quand.
fault-dossier-day = Le jour est à venir, précède ce qu’il suit, ou n’en est pas un. Corrigez-le.
fault-not-identified = Il n’est pas prouvé qui demande. Vérifiez d’abord l’identité.
fault-not-searched = Le nœud n’a pas encore été fouillé. Faites-le d’abord.
fault-not-found-for-them = Cette affaire n’a pas été trouvée pour cette personne. Cherchez de nouveau.
fault-not-contested = Cette affaire peut être utilisée telle quelle.
fault-search-too-wide = Plus de mille affaires trouvées. Donnez plus du nom, ou omettez ce que beaucoup partagent.
fault-redress-undecided = Une affaire n’est pas encore décidée. Décidez de chacune.
fault-redress-unconfirmed = Moins est donné que demandé. Un autre agent doit d’abord le confirmer.
fault-nothing-to-confirm = Rien n’attend de confirmation.
fault-own-decision = Personne ne confirme ce qu’il a décidé. Désignez un autre agent.
fault-no-basis = Moins est donné que demandé. Choisissez le fondement.
fault-no-remedy = Indiquez au moins un recours dont la personne a été informée.
fault-redress-answered = La personne a déjà reçu la réponse.
fault-nothing-to-do = Rien n’est à exécuter dans cette affaire, ou la réponse n’est pas encore donnée.
fault-not-executed = Ce qui est décidé n’est pas encore exécuté dans chaque affaire.
fault-not-scoped = L’étendue n’est pas encore calculée. Calculez-la d’abord d’après le journal.
fault-not-assessed = Le risque n’est pas encore évalué. Évaluez-le d’abord.
fault-notices-due = Quelqu’un n’est pas encore averti. Inscrivez la notification, ou pourquoi non.
fault-notice-not-due = Aucune notification ne leur est due.
fault-no-exception = Cette exception ne vaut pas ici. Choisissez-en une autre, ou inscrivez la notification.
fault-late-reasons = Le délai est passé. Donnez les motifs du retard.
fault-concerned = Vous êtes parmi les agents concernés. Un autre doit le faire ; si personne d’autre ne protège les données ici, un administrateur doit donner ce rôle à un autre agent.
redress-searched = Affaires lues : { $cases }. Trouvées : { $found }.
dossiers-due = { $count ->
    [one] Une procédure de droits ou de violation arrive à échéance ou vous attend.
   *[other] { $count } procédures de droits ou de violation arrivent à échéance ou vous attendent.
}

# Tâches des autorités, danger pour la vie d’autrui, tableau de permanence
place-tasks = Tâches
tasks-lead = Ce que le bureau vous demande. Vous voyez la seule demande à laquelle se rapporte chaque tâche, tant que celle-ci est ouverte ; votre consultation est consignée.
tasks-empty = Aucune tâche ne vous attend.
task-asks = { $name } demande
task-changed-since = { $count ->
    [one] Un champ a été modifié depuis et n’est pas montré.
   *[other] { $count } champs ont été modifiés depuis et ne sont pas montrés.
}
task-contested = Une personne conteste ce que cette demande contient à son sujet. Rien n’est utilisé davantage avant la décision.
task-answer = Votre réponse
consequence-answer-task = Le bureau reçoit votre réponse aussitôt, et vous ne voyez plus cette demande. Rien n’est envoyé par là à l’autre État.
task-done-question = Est-ce fait ?
task-done-yes = Oui
task-done-no = Non, ou pas entièrement
task-text = Ce qui a été fait et décidé, ou pourquoi non
task-file-limit = Au plus { $count } fichiers de { $size } chacun.
task-send = Répondre
task-open = { $name } a reçu une tâche et n’a pas encore répondu.
task-done = { $name } a fait ce qui était demandé.
task-not-done = { $name } a répondu : pas fait, ou pas entièrement.
task-files = { $count ->
    [one] Un fichier l’accompagne : joignez-le s’il doit aller à l’autre bureau.
   *[other] { $count } fichiers l’accompagnent : joignez ceux qui doivent aller à l’autre bureau.
}
task-answered = Une autorité a répondu
task-nobody = Aucune autorité ne pourrait recevoir cette demande : personne n’est inscrit avec cette affectation et cette habilitation. Adressez-vous à l’administrateur.
task-authority = Quelle autorité
task-asked = Ce que vous demandez, et en vertu de quelle loi
task-due = Réponse attendue le
task-shows = Les fichiers qu’elle voit
task-which = Quelle tâche
deadline-task = Réponse d’une autorité
button-give-task = Saisir une autorité
button-take-back-task = Retirer une tâche
consequence-give-task = L’autorité voit cette demande telle quelle et les fichiers que vous choisissez, et rien d’autre de l’affaire, jusqu’à sa réponse ou jusqu’à ce que vous retiriez la tâche. { $to } n’en est pas informé.
consequence-take-back-task = L’autorité ne voit plus la demande. { $to } n’en est pas informé.
enclose = Joindre
act-give-task = confier une tâche à une autorité
act-take-back-task = retirer une tâche
act-enclose = joindre un fichier
act-see-task = voir une tâche
act-answer-task = répondre à une tâche
act-enter-circle = voir seul, en danger de mort, ce qui est réservé à d’autres
act-keep-rota = tenir le tableau de permanence
event-task-given = Une tâche a été confiée à { $name }
event-task-done = L’autorité a fait ce qui était demandé
event-task-not-done = L’autorité a répondu : pas fait, ou pas entièrement
event-task-taken-back = La tâche a été retirée
event-enclosed = Un fichier de l’autorité accompagne ce qui sera dit ensuite
event-circle-entered = Affaire réservée à d’autres, ouverte seul : une vie est en danger
entered-alone = { $name } voit seul cette affaire réservée à d’autres : une vie est en danger.
enter-link = Une vie est en danger, et l’affaire ne vous est pas ouverte ?
enter-title = Vie en danger : voir une affaire qui ne vous est pas ouverte
consequence-enter = Qui veille à la protection des données voit aussitôt que vous l’avez fait et pourquoi, et un autre agent doit l’examiner. Vous voyez l’affaire jusque-là. Votre tentative est consignée, même si cette affaire n’existe pas.
enter-why = Ce qui met en danger la vie de qui, et pourquoi on ne peut demander à personne qui ait l’affaire
enter-do = Voir l’affaire
enter-none = Il n’y a pas de telle affaire que vous puissiez ouvrir. Votre tentative est consignée.
fault-not-kept = Cette affaire vous est ouverte. Ouvrez-la comme les autres.
fault-no-task = Cette tâche n’attend plus de réponse.
fault-task-open = Une autorité a une tâche dans cette affaire. Attendez la réponse, ou retirez la tâche.
large-the-number-of-tasks = Le nombre de tâches
rota = Tableau de permanence
rota-lead = Qui est de permanence et quand. Le règlement du bureau peut en tenir compte.
rota-zone = Selon l’heure de { $zone }
rota-empty = Personne n’a écrit de tableau.
rota-from = De
rota-until = Jusqu’à
rota-now = De permanence
rota-add = Ajouter une permanence
rota-end = Terminer maintenant
rota-remove = Retirer
on-duty = De permanence
fault-turn-ended = Une permanence finit après avoir commencé, et pas dans le passé.
fault-turn-too-long = Une permanence dure au plus 96 heures. Écrivez-en deux.
fault-turn-overlaps = L’agent est déjà de permanence à ce moment. Modifiez d’abord cette permanence.
fault-turns-too-many = Le tableau ne contient pas plus de permanences. Retirez-en d’abord.
fault-no-turn = Il n’y a pas de telle permanence qui ne soit finie. Rechargez la page.
# Corrections
corrections = Rectifications
corrected-by = { $from } a rectifié ce qui avait été dit :
correction-waits = { $to } a rectifié ce qui vous a été dit. Ce qui est exact figure désormais ici. Dites ce qu’il en advient. Rectifié :
correction-not-answered = { $to } n’a pas répondu à la rectification du
answer-looked-for = Réponse attendue pour le
correction-prepared = Une rectification attend un second agent. Préparée :
correction-to-approve = Rectification à approuver
is-corrected = Rectifié depuis, et plus utilisé
is-wrong-file = Inexact, selon son expéditeur ; plus utilisé
column-field = Champ
column-was = Ce qui était inexact
column-right = Ce qui est exact
column-reasons = Pourquoi
correct-lead = Ouvrez chaque champ inexact, indiquez ce qui est exact et dites pourquoi. Ce que vous laissez reste tel qu’il a été dit.
correct-was = Tel qu’il a été dit
correct-right = Ce qui est exact
correct-why = Pourquoi c’était inexact, ou comment vous le savez
correct-text = Toute la réponse telle qu’elle doit se lire
correct-wrong-files = Fichiers inexacts
correct-why-missing = Dites pourquoi c’était inexact : { $field }.
corrected-line = { $field } : { $old } → { $new }. { $why }
correction-do-follow = Suivie : c’est rectifié ici, et ceux qui l’avaient en sont informés.
correction-do-not = Pas suivie, pour les motifs donnés ci-dessous.
correction-outcome-followed = suivie
correction-outcome-not-followed = pas suivie
button-correct = Rectifier ce que nous avons dit
button-answer-correction = Répondre à la rectification
consequence-correct = Un second agent doit approuver la rectification. Ensuite { $to } en est informé, montre ce qui est exact à la place de ce qui ne l’était pas, et doit répondre.
consequence-correction = La rectification est signée, scellée pour { $to } et envoyée. { $to } montre ce qui est exact à la place de ce qui ne l’était pas, et doit répondre.
consequence-answer-correction = { $to } apprend si elle a été suivie, et qui avait ce qui était inexact.
fault-nothing-to-correct = Choisissez ce qui était inexact et dites ce qui est exact. Ce qui a été rappelé, ou rectifié depuis, ne peut être rectifié.
fault-correction-open = Une rectification attend un second agent. Elle doit d’abord être approuvée ou renvoyée.
act-correct = rectifier ce qui a été dit
act-answer-correction = répondre à une rectification
redress-corrected = Rectifié auprès de { $bureau }

# Evidence packages
button-export-evidence = Exporter comme preuve
consequence-export-evidence = Vous recevez un dossier scellé que son destinataire peut vérifier sans ce bureau. Le destinataire, le motif et l’empreinte du dossier sont consignés. { $to } n’en est informé qu’en cas de rappel.
event-exported = Remis comme dossier de preuve : { $use }, { $recipient }
act-export-evidence = remettre un dossier de preuve
large-the-package = Le dossier de preuve
evidence-title = Dossier de preuve { $reference }
evidence-lead = Le bureau { $bureau } a établi cette page d’après ses écritures. Chaque ligne nomme l’écriture du journal qui la prouve ; README.txt dit comment le vérifier sans le bureau. Ce qui n’a pas d’écriture est la parole du bureau.
evidence-between = Entre
evidence-recipient = Destinataire
evidence-given = Remis
evidence-key = Clé du journal
evidence-shown = Contenu montré
evidence-of-entries = { $shown } écritures sur { $entries }. Ce que disent les autres reste au bureau.
evidence-own = Ce qui est propre au bureau
evidence-with-looks = Montrer aussi qui a consulté l’affaire et pourquoi les agents ont agi
evidence-what-stays = Les brouillons, les notes, les fiches de source et à qui l’affaire a été confiée ou réservée ne sortent pas.
fault-own-turn = Nul ne s’inscrit soi-même de permanence. Demandez à un autre agent.
fault-changed = Cela a été soumis à nouveau depuis que vous l’avez vu. Relisez, puis décidez.

tab-course = Déroulement
button-report = Signaler une étape à { $to }
consequence-report = { $to } est informé de cette étape, de sa date et de ce que vous écrivez. Les délais que le droit y attache commencent et cessent des deux côtés.
course-taken = Étapes accomplies
course-empty = Aucune étape n’a encore été signalée.
course-none-here = Le droit ne nomme aucune étape pour ce genre de demande.
course-told-by = selon { $from }
course-clocks = Délais qui courent
course-held = Détention dans l’État requis
course-held-still = toujours détenu
course-held-days = { $count ->
    [one] Un jour
   *[other] { $count } jours
} au total, le premier et le dernier compris.
course-next-ours = Ce qui peut suivre de notre côté
course-next-theirs = Ce qui peut suivre de { $to }
course-starts = Fait courir un délai
report-step = Quelle étape
report-next = Vient le plus souvent maintenant
report-others = Autres étapes
report-needs = Qui est compétent pour chaque étape, et ce qu’elle demande
report-day = Quel jour
report-day-help = Selon le calendrier du lieu. Pour une audience ou une remise fixée, le jour qui a été fixé.
report-time = À quelle heure
report-zone = Fuseau horaire du lieu, comme Europe/Paris
report-text = Ce que l’autre partie doit savoir
report-instead = À la place d’un signalement antérieur erroné
report-instead-none = Non, c’est un nouveau signalement
report-replaces = Remplace un signalement antérieur.
report-remind = Nous le rappeler le
deadline-reminder = Rappel : { $step }
fault-bad-time = Une heure est attendue, comme 14:30.
fault-no-step = Ce n’est pas une étape de cette procédure de notre côté. Choisissez dans la liste.
fault-step-day = Cette étape ne peut être à venir ni remonter à plus de cent ans. Indiquez le jour où elle a eu lieu.
fault-no-zone = Ce n’est pas un fuseau horaire. Écrivez un nom comme Europe/Paris.
fault-no-report = Le signalement à remplacer a déjà été rappelé ou remplacé. Voyez le déroulement du dossier.
large-the-report = Le signalement
large-the-name-of-the-step = Le nom de l’étape
large-the-name-of-the-time-zone = Le nom du fuseau horaire
course-not-counted = Ce n’est pas une étape de la partie qui la signale, ou sa date ne peut être juste. Elle ne fait courir ni cesser aucun délai.
close-running = Ces délais courent encore et s’arrêtent ici avec la clôture :

# Traductions
translations = Traductions
translation-title = Traduction : { $language }
translation-lead = Chaque texte figure à côté de son original. Dates, heures, sommes, nombres, dispositions, références, noms et termes sont comparés ; ce qui ne figure que dans l’un des deux est indiqué au-dessous. Le signataire le voit d’abord.
translation-language-unknown = Indiquez la langue dans laquelle la demande est rédigée, afin que ses dates et ses chiffres soient bien lus.
translation-no-texts = La demande ne contient aucun texte à traduire.
translation-none = Non traduit.
translation-original = Original
translation-text = Traduction
translation-missing = Ce texte n’est pas traduit.
translation-same = Dates, chiffres, références, noms et termes figurent dans les deux.
translation-outdated = L’original a été modifié après cette traduction.
translation-by = Traduit par { $name }.
translation-by-machine = Traduit par une machine ({ $engine }) et comparé à l’original par { $name }.
translation-unread = Traduit par une machine ({ $engine }). Personne n’est nommé qui l’ait comparé à l’original.
translation-by-nobody = Personne n’est nommé qui réponde de cette traduction.
translation-state = { $done } textes sur { $all }
translation-differs = { $count ->
    [one] un point à regarder
   *[other] { $count } points à regarder
}
differs-date = Date
differs-time = Heure
differs-sum = Somme
differs-article = Disposition
differs-number = Nombre
differs-reference = Référence
differs-name = Nom
differs-term = Terme
differs-in-original = figure dans l’original seulement
differs-in-translation = figure dans la traduction seulement
differs-script = les textes sont dans deux écritures : comparez l’orthographe
differs-instead = les documents disent « { $term } »
exhibits = Objets conservés comme preuves
exhibit-mark = Marque ou numéro
exhibit-what = Nature de l’objet
exhibit-seal = Numéro du scellé
exhibit-by = Par
exhibit-to = Remis à
exhibit-place = Lieu
exhibit-holder = Détenu par
exhibit-now = Détenu actuellement par { $holder } ; lieu : { $place } ; scellé : { $seal }.
exhibit-no-seal = aucun
exhibit-gone = Il a été détruit ou liquidé.
gap = À éclaircir :
gap-not-taken = Les mentions ne commencent pas par la saisie ; on ne sait pas comment l’objet est arrivé.
gap-taken-again = L’objet avait déjà été saisi, et rien n’indique qu’il ait été restitué.
gap-after-end = L’objet avait déjà été détruit ou liquidé.
gap-holder = D’après la mention précédente, quelqu’un d’autre le détient.
gap-seal = Le scellé n’est pas le dernier qui ait été indiqué.
gap-not-opened = Rien n’indique que le scellé ait été ouvert.
gap-seal-untold = L’objet est sous scellé, et la mention ne dit pas sous lequel il a été trouvé.
gap-left-open = Le scellé a été ouvert, et l’objet n’a pas été remis sous scellé.
gap-untimed = Plusieurs actes ont eu lieu ce jour-là et l’heure de celui-ci n’est pas indiquée ; son rang parmi eux n’est pas certain.
report-exhibit = L’objet, si l’étape en concerne un
report-exhibit-help = Une communication porte sur un seul objet, et les deux parties le désignent par la même marque. Dites ce que c’est lors de la saisie. Indiquez le scellé que l’objet porte ou reçoit ; à l’ouverture, l’ancien. Le détient ensuite celui qui a accompli l’étape, ou celui à qui il a été remis.
fault-exhibit-lacks = Cette étape concerne un objet. Indiquez à son sujet : { $part }.
fault-not-of-exhibit = Cette étape ne concerne aucun objet. Choisissez-en une qui en concerne un, ou videz ce qui est écrit de l’objet.
large-a-line-on-the-object = Une ligne sur l’objet
