# The frame of every page
skip = انتقل إلى المحتوى
places = الأقسام
place-today = اليوم
place-docket = السجل
place-review = المراجعة
place-directory = الدليل
place-oversight = الرقابة
place-settings = الإعدادات
place-new = طلب جديد
search = البحث بالمرجع
search-hint = المرجع
search-title = جزء من مرجع: حروف لاتينية وأرقام وشرطات
sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
keys = مفاتيح هذه الصفحة
key-rows = الصف التالي والسابق
key-open = فتح الصف
close-window = إغلاق
more = المزيد
save = حفظ
add = إضافة
now = الآن
optional = (اختياري)
choose = اختر
empty = فارغ
not-stated = غير مذكور
one-a-line = واحد في كل سطر
news-outside = أرسل المكتب الآخر شيئًا بشأن هذه القضية.
news-inside = غيّر أحد الزملاء هذه القضية.
news-list = تغيرت هذه القائمة.
news-show = عرض

# Days and deadlines
day = { $day } { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
due-overdue = { $days ->
    [one] متأخر يومًا واحدًا
    [two] متأخر يومين
    [few] متأخر { $days } أيام
    [many] متأخر { $days } يومًا
   *[other] متأخر { $days } يوم
}
due-today = يحل اليوم
due-in = { $days ->
    [one] يحل بعد يوم واحد
    [two] يحل بعد يومين
    [few] يحل بعد { $days } أيام
    [many] يحل بعد { $days } يومًا
   *[other] يحل بعد { $days } يوم
}

# Signing in
sign-in-lead = اختر من أنت في هذا المكتب.
demo-only = هذا عرض توضيحي.
demo-only-more = الموظفون غير حقيقيين ويدخلون بنقرة واحدة. لا توجد هذه الصفحة في مكتب حقيقي.
neighbours = مكاتب أخرى في هذا العرض
sign-in-by-passkey = سجّل الدخول بمفتاح المرور: يطلب منك جهازك أو مفتاحك الأمني أن تثبت أنك أنت.
sign-in-by-provider = سجّل الدخول بحسابك في خدمة الدخول الخاصة بالمكتب.
sign-in-provider = الدخول بحسابك في المكتب
sign-in-passkey = الدخول بمفتاح مرور
unlock-provider = المتابعة بحسابك في المكتب
unlock-passkey = المتابعة بمفتاح مرور
prove-provider = أثبت بحسابك في المكتب
provider-onward = جارٍ الانتقال
provider-unreached = تعذر الوصول إلى خدمة الدخول الخاصة بالمكتب:
provider-unreached-passkey = حاول مجددًا بعد دقيقة، أو استعمل مفتاح مرورك إن كان لديك. وإن استمر ذلك فأبلغ من يشغّل العقدة.
provider-unreached-alone = حاول مجددًا بعد دقيقة. وإن استمر ذلك فأبلغ من يشغّل العقدة.
sign-out-provider-lead = سجّلت الخروج من هذا المكتب. قد تكون جلستك في خدمة الدخول ما زالت مفتوحة.
sign-out-provider = الخروج هناك أيضًا
passkeys-none = يدخل موظفو هذا المكتب بحساباتهم فيه، دون مفاتيح مرور.
sign-in-lost = ليس لديك مفتاح مرور بعد، أو فقدت مفاتيحك كلها؟ اطلب من مسؤولَين اثنين، أو ممن يشغّل العقدة.
lock = قفل
locked = مقفل
locked-lead = لا تعرض هذه الجلسة شيئًا حتى يتابعها موظفها. ما كُتب محفوظ.
unlock = متابعة
demo-unlock = هنا تكفي نقرة واحدة للفتح؛ وفي مكتب حقيقي يفتح بمفتاح مرور الموظف.
demo-passkeys = يدخل الموظفون بنقرة واحدة وليست لديهم مفاتيح مرور.
enrol = إنشاء مفتاح مرور
enrol-lead = { $officer }: أنشئ مفتاح المرور الذي تدخل به إلى مكتب { $bureau }. يُستعمل هذا الرابط مرة واحدة.
enrol-replaces = يحل محل كل مفاتيح المرور السابقة، وتنتهي جلساتك المفتوحة.
account = حسابك
administration = الإدارة
passkeys = مفاتيح المرور
passkey-name = اسم مفتاح المرور
passkey-name-help = لتمييزه عن غيره، مثل «المفتاح الأمني الأزرق».
passkey-add = إضافة مفتاح مرور
passkey-spare = احتفظ بمفتاح احتياطي على جهاز آخر تحسبًا للفقد.
passkey-last = الأخير؛ أضف غيره قبل إزالته
passkey-refused = لم يُستعمل مفتاح المرور. حاول مجددًا أو استعمل مفتاحًا آخر.
passkey-nothing = تحتاج هذه الصفحة إلى البرامج النصية وإلى متصفح يعرف مفاتيح المرور. استعمل متصفحًا أحدث.
passkey-away = تعمل مفاتيح المرور في العنوان { $address } فقط. افتح المكتب في ذلك العنوان.
remove = إزالة
prove = أثبت بمفتاح المرور
prove-lead = لتغيير طريقة دخول الموظفين أو لإنهاء الجلسات، أثبت أولًا أنك أنت.
column-added = أُضيف
column-used = آخر استعمال
column-do = الإجراء
column-begun = البداية
column-active = آخر نشاط
column-postings = المهام
column-change = التغيير
column-recovery = الاستعادة
sessions = الجلسات المفتوحة
session-this = هذه الجلسة
session-end = إنهاء
sessions-end-others = إنهاء كل الجلسات الأخرى
officers = الموظفون
recovery-lead = الموظف الذي فقد كل مفاتيح مروره يستعيده مسؤولان اثنان: يقترح أحدهما ويؤكد الآخر خلال يوم ويسلّم الرابط. تأكد شخصيًا أن الموظف نفسه هو من يطلب.
recovery-proposed = اقترحها { $officer }
recovery-propose = اقتراح الاستعادة
recovery-confirm = تأكيد الاستعادة
recovery-another = يجب أن يؤكد مسؤول آخر
recovery-not-own = لا يستعيد أحد نفسه
recovery-confirmed = تأكدت الاستعادة
recovery-link = لم تعد مفاتيح المرور السابقة صالحة وانتهت الجلسات. سلّم هذا الرابط باليد؛ يُستعمل مرة واحدة خلال ربع ساعة ولا يُعرض ثانية.
staff-changes = من جاء من الموظفين أو غادر أو تغيّر
staff-lead = كما قرأتهم العقدة من إعداداتها عند بدء تشغيلها. من غادر لا يستطيع تسجيل الدخول؛ أنهِ ما بقي له في مواضع أخرى.
staff-none = لم يأتِ أحد ولم يغادر ولم يتغيّر منذ بدأت هذه العقدة.
staffing-came = جاء
staffing-left = غادر
staffing-changed = تغيّر
today-staff = { $count ->
    [zero] لم يتغيّر أحد من الموظفين
    [one] موظف واحد جاء أو غادر أو تغيّر مؤخرًا
    [two] موظفان جاءا أو غادرا أو تغيّرا مؤخرًا
    [few] { $count } موظفين جاؤوا أو غادروا أو تغيّروا مؤخرًا
    [many] { $count } موظفًا جاؤوا أو غادروا أو تغيّروا مؤخرًا
   *[other] { $count } موظف جاؤوا أو غادروا أو تغيّروا مؤخرًا
}
sign-out-everywhere = إنهاء كل جلساته

# Today
today-empty = لا شيء في انتظارك. تظهر الطلبات الجديدة هنا تلقائيًا.
today-no-cases = لا يشمل منصبك القضايا.
today-urgent = عاجل ولم يُفتح بعد
today-overdue = متأخر
today-waiting = في انتظارك
today-new = جديد
today-due = يحل خلال أسبوع
today-undelivered = لم يُسلَّم بعد
today-drafts = مسوداتك
today-more = { $count ->
    [zero] لا مزيد في السجل
    [one] قضية أخرى في السجل
    [two] قضيتان أخريان في السجل
    [few] { $count } قضايا أخرى في السجل
    [many] { $count } قضية أخرى في السجل
   *[other] { $count } قضية أخرى في السجل
}

# Docket
docket-count = { $count ->
    [one] قضية واحدة
    [two] قضيتان
    [few] { $count } قضايا
    [many] { $count } قضية
   *[other] { $count } قضية
}
docket-none-fit = لا قضية تطابق هذا المرشح.
docket-of-rule = القضايا التي أثار فحصها القاعدة:
docket-empty = لا توجد قضايا بعد. تبدأ القضية بطلب تفتحه أو بطلب يصل من مكتب آخر.
views = طرق العرض
view-all = كل القضايا
view-mine = قضاياي
view-nobody = واردة بلا مسؤول
view-received = واردة
view-waiting = لم تُسلَّم
view-overdue = متأخرة
filter-stage = المرحلة
filter-kind = النوع
filter-with = المكتب الآخر
filter-urgency = الاستعجال
filter-side = الطرف
filter-of = الموظف
filter-due = الموعد
filter-sort = الترتيب
filter-any = الكل
filter-show = عرض
filter-clear = مسح المرشح
side-requesting = نحن الطالبون
side-requested = مطلوب منا
of-me = أنا
of-nobody = لا أحد
due-by-overdue = متأخر
due-by-today = اليوم أو قبله
due-by-week = خلال أسبوع
sort-changed = آخر تغيير
sort-due = الموعد
sort-urgency = الاستعجال
sort-reference = المرجع
pages = الصفحات
page-of = صفحة { $page } من { $pages }
page-before = السابقة
page-after = التالية
column-reference = المرجع
column-kind = النوع
column-states = من ← إلى
column-stage = المرحلة
column-due = الموعد
column-assignee = الموظف
column-changed = التغيير
column-bureau = المكتب
column-state = الدولة
column-languages = اللغات
column-answers = الاتصال
column-keys = بصمة مفاتيحه
column-act = انتقال
column-when = متى
column-officer = الموظف
column-from = من
column-wanted = أراد
unread = لم يُفتح
undelivered = لم يُسلَّم
open-questions = { $count ->
    [one] سؤال واحد
    [two] سؤالان
    [few] { $count } أسئلة
    [many] { $count } سؤالًا
   *[other] { $count } سؤال
}

# A case
handling = التداول
example = مثال من قرار منشور:
example-adapted = ما الذي غُيِّر
with = لدى
sections = الأجزاء
form-parts = أجزاء النموذج
acts = ما يمكنك فعله الآن
tab-request = الطلب
tab-timeline = التسلسل
tab-findings = النتائج
tab-papers = الوثائق
tab-exchange = المراسلات
tab-record = القيد
nothing-stated = لم يُذكر شيء بعد.
not-delivered = لم يُسلَّم إلى { $to }
not-delivered-since = منذ
last-try = آخر محاولة
next-try = المحاولة التالية
turned-away = رفضت عقدة { $to } الرسالة
turned-away-remedy = تُعد كأنها لم تُقل. أصلح ما يبيّنه الرمز وأرسلها من جديد، أو اسأل المكتب الآخر.
decisions = القرارات
explained = سبب تعذر تقديمه
waits-for-reviewer = في انتظار مراجع
record-lead = { $count ->
    [one] قيد واحد في السجل عن هذه القضية، ومنه الاطلاع.
    [two] قيدان في السجل عن هذه القضية، ومنهما الاطلاع.
    [few] { $count } قيود في السجل عن هذه القضية، ومنها الاطلاع.
    [many] { $count } قيدًا في السجل عن هذه القضية، ومنها الاطلاع.
   *[other] { $count } قيد في السجل عن هذه القضية، ومنها الاطلاع.
}
record-verify = يُتحقق من السجل كله بالأمر
record-entry = القيد { $position }
purpose = الغرض
exchange-empty = لم يُرسل شيء إلى المكتب الآخر بعد.
letter-states = { $fields ->
    [one] حقل واحد و{ $findings } نتائج وفق القانون
    [two] حقلان و{ $findings } نتائج وفق القانون
    [few] { $fields } حقول و{ $findings } نتائج وفق القانون
    [many] { $fields } حقلًا و{ $findings } نتائج وفق القانون
   *[other] { $fields } حقل و{ $findings } نتائج وفق القانون
}
receipt-delivered = سُلِّم بإيصال موقّع
answer-expected = الرد متوقع بحلول { $day }.
back-to-case = العودة إلى القضية
back-to-today = العودة إلى اليوم
read-request = قراءة الطلب

# Papers
place-calendar = التقويم
calendar-lead = كل يوم يحل فيه أجل في القضايا التي تراها، من أي من الجانبين.
calendar-before = الشهر السابق
calendar-after = الشهر التالي
calendar-now = هذا الشهر
calendar-next = الأجل التالي: { $day }
calendar-none = لا يحل أي أجل في هذا الشهر.
calendar-file = لتقويم آخر (.ics)
calendar-file-help = يذكر الملف الأيام وعدد الآجال فيها، ولا شيء عن القضايا.
calendar-more = لا يعرض إلا أول { $count }.
calendar-due = { $count ->
    [one] Comity: أجل واحد
   *[other] Comity: عدد الآجال { $count }
}
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
letters = الكتب الرسمية
letters-help = تعد مما ورد في القضية، ويتضمن ملف PDF ما يعرضه. ويسجل كل تنزيل بوصفه اطلاعًا. وتوقَّع بمفتاح المكتب بعد خروج الطلب.
letter-language = لغة الوثيقة
letter-draw = تنزيل PDF
letter-whole = لا شيء يعترض عليها.
letter-gaps = { $count ->
    [one] يعترض عليها أمر واحد
   *[other] أمور تعترض عليها: { $count }
}
letter-follows = المحتوى وفق: { $source }
papers-empty = لا توجد وثائق بعد.
add-file = إضافة ملف
file-limit = حتى { $size }. يُرسل مع الرسالة التالية إلى المكتب الآخر.
take-out = سحب
digest = SHA-256

# A draft and its findings
status-saved = حُفظ كل شيء
status-saving = جارٍ الحفظ
status-offline = لا يوجد اتصال: محفوظ في هذا المتصفح، ويُسجَّل حال عودة الخط
status-conflict = غيّر شخص آخر حقلًا: اختر نسخة
status-fault = حقل يحتاج إلى تصحيح
status-signed-out = انتهت الجلسة: محفوظ في هذا المتصفح. سجّل الدخول من جديد، هنا أو في علامة تبويب أخرى، فيُسجَّل
form-discard = تجاهله
form-restored = ما كنت قد كتبته هنا لم يُرسَل؛ وقد مُلئ من جديد.
form-unsent = لم يُرسَل: لا يوجد اتصال. ما كتبته محفوظ في هذا المتصفح؛ حاول مرة أخرى.
form-kept = ما كتبته محفوظ في هذا المتصفح.
status-unkept = لم يُسجَّل، ولا يستطيع هذا المتصفح حفظه: اترك هذه الصفحة مفتوحة
conflict = نسختان من هذا الحقل
conflict-theirs = النسخة الأخرى
conflict-mine = نسختك
keep-mine = أبقِ نسختي
take-theirs = خذ الأخرى
held-back = لم يُحفظ كل شيء
held-back-lead = احتُجزت هذه الحقول وحُفظ غيرها.
findings = النتائج
met-count = { $count ->
    [one] قاعدة واحدة مستوفاة
    [two] قاعدتان مستوفاتان
    [few] { $count } قواعد مستوفاة
    [many] { $count } قاعدة مستوفاة
   *[other] { $count } قاعدة مستوفاة
}
quiet-count = { $count ->
    [one] قاعدة واحدة صامتة: ما يستدعيها غير مذكور
    [two] قاعدتان صامتتان: ما يستدعيهما غير مذكور
    [few] { $count } قواعد صامتة: ما يستدعيها غير مذكور
    [many] { $count } قاعدة صامتة: ما يستدعيها غير مذكور
   *[other] { $count } قاعدة صامتة: ما يستدعيها غير مذكور
}
law-version = القانون
why = لماذا
why-ground = الأساس
why-provision = النص
why-source = المصدر
why-confidence = النص الأصلي
why-rule = القاعدة

# Review
review-lead = أسئلة لا يقررها إلا شخص، وطلبات تنتظر موظفًا ثانيًا.
review-judge = للبت
review-judge-none = لا سؤال ينتظر قرارًا.
review-approve = للموافقة
review-approve-none = لا طلب ينتظر الموافقة.
questions = أسئلة للبت
questions-none = لا سؤال في هذه القضية ينتظر قرارًا.
questions-not-yours = يمكنك قراءة هذه الأسئلة. يبت فيها مراجع قانوني لم يكتب المسودة.
factors-known = ما هو معروف
your-decision = قرارك
judged-satisfied = لا يشكل عائقًا
judged-against = يشكل عائقًا
judged-against-sends-back = يشكل عائقًا: تعود المسودة إلى كاتبها
record-decision = تسجيل القرار
reasons = الأسباب

# Acts
not-now = ليس الآن
submit-blocked = لا يمكن إرساله على حاله
submit-open = ما زال مطلوبًا
submit-open-more = قدّمه، أو بيّن أدناه سبب تعذر تقديمه، ثم يبت مراجع.
submit-go-back = العودة إلى النموذج
submit-why-not = سبب تعذر تقديمه
goes-with-it = يُرسل معه
accept-expected = قد يُتوقع الرد بحلول
accept-note = ملاحظة للمكتب الآخر
forward-authority = أي سلطة
forward-note = ملاحظة للمكتب الآخر
answer-text = الرد
answer-add-files = أضف الملفات أو اسحبها أولًا
answer-complete = هل هذا كل شيء؟
answer-all = نعم، هذا يجيب عن الطلب
answer-part = لا، سيتبعه المزيد
ask-suggested = ما ينقص فحصنا
ask-questions = أسئلة، واحد في كل سطر
refuse-ground = الأساس
refuse-second-ground = أساس ثانٍ
refuse-reasons = الأسباب، ويقرؤها المكتب الآخر
note-text = ملاحظة للزملاء تبقى في هذا المكتب
button-judge = البت في الأسئلة
button-submit = تقديم للمراجعة والموافقة
button-approve = الموافقة والإرسال إلى { $to }
button-accept = قبول
button-answer = الرد على { $to }
button-ask-more = طلب المزيد من { $to }
button-forward = إحالة إلى سلطة
button-refuse = رفض
button-send-back = إعادة إلى الكاتب
button-withdraw = سحب الطلب
button-assign = إسناد
button-note = كتابة ملاحظة
button-close = إغلاق القضية
consequence-submit = تذهب المسودة إلى المراجعة إن بقي سؤال، وإلا إلى موظف ثانٍ. لا يُرسل شيء إلى { $to } بعد.
consequence-approve = يُوقَّع الطلب ويُختم لـ { $to } ويُرسل مع وثائقه والرأي. لا يمكن استرجاعه قبل قراءته، ويمكن سحبه مع إبلاغ { $to }.
consequence-accept = يُبلَّغ { $to } بأن الطلب سيُنفَّذ.
consequence-answer = يُوقَّع الرد ويُختم ويُرسل إلى { $to } مع الملفات المرفقة.
consequence-ask-more = تُرسل الأسئلة إلى { $to }. ينتظر الطلب حتى الإجابة.
consequence-forward = يُبلَّغ { $to } بالسلطة التي أُحيل إليها الطلب.
consequence-refuse = يُبلَّغ { $to } بالأسس والأسباب. وهذا ينهي الطلب.
consequence-send-back = يستطيع الكاتب تعديل المسودة من جديد. لا يُرسل شيء إلى { $to }.
consequence-withdraw = يُبلَّغ { $to } بسحب الطلب وسببه. ويبقى ما قرأه { $to } معروفًا لديه.
consequence-assign = يرى الموظف القضية ضمن قضاياه. لا يُرسل شيء إلى { $to }.
consequence-note = تبقى الملاحظة في هذا المكتب ولا يراها { $to }.
consequence-close = تُغلق القضية في هذا المكتب وتتوقف مواعيدها. لا يُبلَّغ { $to }.

# New
new-title = طلب جديد
new-kind = ما المطلوب
new-to = أي مكتب يُطلب منه
new-open = فتح المسودة
new-nothing-sent = لا يُرسل شيء حتى يوافق موظف ثانٍ.

# Directory, oversight, settings
directory-lead = موقّع من الأمانة العامة.
directory-cases = القضايا
this-bureau = هذا المكتب
answers-yes = يجيب
answers-no = لا يجيب
answers-untried = لم يُجرَّب بعد
figure-entries = قيود السجل
figure-cases = القضايا
figure-waiting = رسائل منتظرة
figure-law = القانون المعمول به
checkpoint = نقطة تحقق
checkpoint-lead = حجم السجل وجذره بتوقيع هذا المكتب.
law-changes = تغييرات القانون، الأحدث أولًا
law-changes-none = لم يتغيّر القانون.
column-law-from = القانون السابق
column-law-to = القانون منذ ذلك الحين
law-cases-changed = { $count ->
    [0] لا قضية مفتوحة متأثرة
    [one] قضية مفتوحة واحدة تغيّرت نتائجها
    [two] قضيتان مفتوحتان تغيّرت نتائجهما
   *[other] قضايا مفتوحة تغيّرت نتائجها: { $count }
}
law-not-compared = لم تُقارن: القانون السابق غير محفوظ هنا
law-changed = تغيّر القانون من { $from } إلى { $to }.
law-appeared = ظهر منذ ذلك الحين
law-gone = لم يعد يظهر
looks = من اطّلع، الأحدث أولًا
looks-none = لم يطّلع أحد على قضية بعد.
sign-ins = من سجّل الدخول، الأحدث أولًا
sign-ins-none = لم يسجّل أحد الدخول بعد.
column-how = كيف
signed-in-by-link = رابط لمرة واحدة
signed-in-by-passkey = مفتاح مرور
signed-in-by-unlock = مفتاح مرور، للمتابعة
signed-in-by-openid = حساب المكتب
signed-in-by-openid-unlock = حساب المكتب، للمتابعة
signed-in-by-demonstration = عرض توضيحي
refusals = ما رُفض، الأحدث أولًا
refusals-none = لم يُرفض شيء.
refused-more = و{ $count } مثلها
sender-not-proven = المرسل غير مثبت
deliver-message = تسليم رسالة
language = اللغة
theme = الألوان
theme-system = كالنظام
theme-light = فاتح
theme-dark = داكن

# What failed
fault-title = تعذر تنفيذ ذلك
fault-code = الرمز
fault-not-found = لا شيء في هذا العنوان.
fault-not-allowed = لا يقبل هذا العنوان هذا النوع من الطلبات.
fault-from-elsewhere = أُرسل هذا النموذج من موقع آخر ولم يُقبل. افتح المكتب وحاول من هناك.
fault-body-too-large = ما أُرسل أكبر مما يقبله المكتب. أرسل أقل أو ملفًا أصغر.
fault-bad-form = لم يُفهم النموذج. عد وحاول مجددًا.
fault-bad-day = يلزم تاريخ مثل 2026-11-23.
fault-bad-state = تُنتظر دولة بحرفين كبيرين، مثل FR.
fault-same-state = الدولة الطالبة والدولة المطلوب منها واحدة؛ اختر دولتين.
fault-no-measure = هذا ليس تدبيرًا؛ اختر من القائمة.
fault-bad-offence = يتألف رمز ICCS من رقمين إلى 6 أرقام، مثل 0601.
fault-bad-months = يُتوقع عدد صحيح من الأشهر، مثل 24.
fault-no-state = هذا المكتب لا يتبع دولة. الدولة وحدها تستطيع القبض أو التسليم أو جمع الأدلة: اختر مكتبها.
fault-no-file = الملف فارغ أو لم يُختر ملف. ارجع واختر ملفًا.
fault-file-too-large = الملف أكبر من المسموح به (4 ميغابايت). ارجع وقسّمه أو صغّره؛ لم يُضف شيء.
fault-signed-out = لم تسجل الدخول أو انتهت جلستك. سجّل الدخول وحاول مجددًا.
fault-locked = الجلسة مقفلة. تابعها؛ ما كتبته محفوظ.
fault-not-proven = أثبت أولًا أنك أنت: ارجع وسجّل الدخول مرة أخرى.
fault-link-used = استُعمل هذا الرابط من قبل أو مضى وقته. اطلب رابطًا جديدًا.
fault-passkey-lapsed = طال الوقت أو سبق الرد. حاول مجددًا.
fault-passkey-unreadable = لا يمكن قراءة رد المتصفح. حاول بمتصفح آخر.
fault-passkey-unknown = ليس لأي موظف في هذا المكتب مفتاح المرور هذا. اختر غيره.
fault-passkey-unproven = لم يُقبل مفتاح المرور: استُعمل لعنوان آخر، أو لم يتحقق من أنك أنت.
fault-passkey-another = هذا مفتاح مرور موظف آخر. استعمل مفتاحك أو سجّل الخروج.
fault-passkey-copied = رُفض مفتاح المرور هذا: قد تكون نسخة منه مستعملة. أخبر مسؤولًا واستعمل غيره.
fault-passkey-taken = مفتاح المرور هذا مستعمل من قبل. استعمل جهازًا آخر.
fault-passkey-not-kept = لا يحفظ هذا الجهاز مفاتيح المرور. استعمل غيره.
fault-openid-lapsed = استغرق ذلك وقتًا طويلًا، أو سبقت الإجابة عنه، أو بدأ في متصفح آخر. سجّل الدخول مجددًا.
fault-openid-unreachable = تعذر الوصول إلى خدمة الدخول الخاصة بالمكتب. حاول مجددًا بعد دقيقة، أو استعمل مفتاح مرورك إن أتاحته صفحة الدخول. وإن استمر ذلك فأبلغ من يشغّل العقدة.
fault-openid-unreadable = لا يمكن قراءة إجابة خدمة الدخول الخاصة بالمكتب. أبلغ من يشغّل العقدة.
fault-openid-issuer = جاءت الإجابة من خدمة دخول غير خدمة المكتب ولم تُقبل. أبلغ من يشغّل العقدة.
fault-openid-declined = لم تسمح خدمة الدخول الخاصة بالمكتب لأحد بالدخول. حاول مجددًا؛ وإن استمر ذلك فاسأل من يدير الحسابات.
fault-openid-signature = الإجابة غير موقعة من خدمة الدخول الخاصة بالمكتب ولم تُقبل. أبلغ من يشغّل العقدة.
fault-openid-audience = الإجابة موجهة إلى برنامج آخر ولم تُقبل. أبلغ من يشغّل العقدة.
fault-openid-nonce = الإجابة تخص دخولًا آخر ولم تُقبل. سجّل الدخول مجددًا.
fault-openid-expired = الإجابة قديمة جدًا أو إحدى الساعات خاطئة. سجّل الدخول مجددًا؛ وإن استمر ذلك فأبلغ من يشغّل العقدة.
fault-openid-stale = لم تسألك خدمة الدخول مؤخرًا عن هويتك. سجّل الدخول مجددًا وأثبتها هناك.
fault-openid-weak = يطلب هذا المكتب إثباتًا أقوى مما قدمت. سجّل الدخول مجددًا بمفتاح أمني أو مفتاح مرور لحسابك في المكتب.
fault-openid-unknown = هذا الحساب ليس لأي موظف في هذا المكتب. اطلب من المسؤول تسجيله.
fault-openid-another = هذا حساب موظف آخر. استعمل حسابك أو سجّل الخروج.
fault-openid-no-logout = ليس هذا إخبارًا من خدمة الدخول بانتهاء جلسة، أو سبق الإخبار به.
fault-no-passkey = لم يعد مفتاح المرور هذا موجودًا. انظر إلى القائمة مجددًا.
fault-last-passkey = هذا آخر مفتاح مرور لديك. أضف غيره أولًا.
fault-account-idle = لم تعد مفاتيح مرورك صالحة، لأنك لم تسجّل الدخول منذ 90 يومًا. اطلب من مديرَين إعادتك، أو أن يُنشأ رابط على جهاز العقدة.
fault-own-recovery = لا يستعيد أحد نفسه. اطلب من مسؤولَين آخرين.
fault-recovery-waits = اقتُرحت الاستعادة من قبل. يجب أن يؤكدها مسؤول آخر.
fault-no-recovery = لا توجد استعادة تنتظر لهذا الموظف، أو طال انتظارها. اقترحها مجددًا.
fault-same-administrator = تحتاج الاستعادة إلى مسؤولَين اثنين. يجب أن يؤكدها مسؤول آخر.
large-the-name-of-the-passkey = اسم مفتاح المرور
large-the-passkey = مفتاح المرور
large-the-number-of-passkeys = عدد مفاتيح المرور
large-the-strength-of-a-sign-in = قوة الدخول
fault-too-many-lines = لهذه الجلسة خطوط مباشرة مفتوحة أكثر مما يُسمح به. أغلق بعض النوافذ.
fault-failed = حدث عطل هنا. لم يُفقد شيء، حاول مجددًا.
fault-not-permitted = لا يسمح منصبك بهذا: { $act }.
fault-unknown-officer = لا يوجد هذا الموظف في المكتب.
fault-no-case = لا توجد هذه القضية أو لا يحق لك رؤيتها.
fault-no-bureau = لا يوجد هذا المكتب في الدليل.
fault-bad-field = لا يمكن قبول الحقل { $field } على حاله.
expects-text = النص أطول مما يُسمح به، أو فيه حرف لا يمكن عرضه. اختصره أو أرفقه مستندًا
expects-code = اختر أحد الأجوبة المعروضة: { $codes }
expects-states = تُنتظر دول، كل منها بحرفين كبيرين، تفصل بينها فواصل، مثل FR, BR
expects-number-of = يُنتظر عدد صحيح بالأرقام فقط، مثل 24؛ والوحدة: { $unit }
expects-number = يُنتظر عدد صحيح بالأرقام فقط، مثل 24
fault-disk-full = القرص ممتلئ: لم يُسجَّل شيء. أبلغ المسؤول، وما كتبته باقٍ في صفحتك.
fault-store-failed = تعذر التخزين: لم يُسجَّل شيء. حاول مجددًا، وإن تكرر فأبلغ المسؤول.
fault-record-unreadable = تعذرت قراءة قيد في السجل. أبلغ المسؤول.
fault-keys-failed = لم تعمل مفاتيح المكتب. أبلغ المسؤول.
fault-directory-expired = انتهت صلاحية دليل المكاتب. أبلغ المسؤول: لدى الأمانة العامة دليل أحدث.
fault-wrong-stage = لا يمكن ذلك في مرحلة «{ $stage }». لقد تقدمت القضية.
fault-wrong-side = لا يفعل ذلك إلا المكتب الآخر.
fault-own-work = لا يوافق أحد على مسودته ولا يبت فيها: على موظف آخر ذلك.
fault-blocked = لا يمكن إرساله على حاله. ما يمنعه:
fault-unanswered = أجب عما يُطلب، أو بيّن سبب تعذر الإجابة:
fault-undecided = يجب أن يقرر مراجع أولاً. أعده كي يُقدَّم من جديد:
fault-no-question = بُتّ في هذا السؤال من قبل.
fault-no-reasons = الأسباب مطلوبة: اكتبها في الحقل أدناه.
fault-bad-grounds = يذكر الرفض أساسًا أو أساسين مختلفين.
fault-no-attachment = لا يوجد ملف كهذا لسحبه.
fault-identifier-taken = لرسالة أخرى هذا المعرّف.
fault-undelivered = لم يُسلَّم آخر ما قيل بعد. يمكن إغلاق القضية بعد تسليمه.
fault-no-text = { $what }: فيه رمز ليس نصًا ({ $character }) لا يُرى أو يقلب ترتيب القراءة. احذفه.
fault-too-large = { $what }: أكبر مما يُسمح به؛ الحد هو { $max }.
large-the-file = الملف
large-the-number-of-items-in-a-list = عدد عناصر القائمة
large-the-depth-of-a-list = عمق القائمة
large-the-name-of-a-field = اسم الحقل
large-all-fields-together = الحقول مجتمعة
large-the-number-of-findings = عدد النتائج
large-all-findings-together = النتائج مجتمعة
large-a-text-of-a-finding = نص في نتيجة
large-the-name-of-the-file = اسم الملف
large-the-media-type-of-the-file = نوع الملف
large-the-note = الملاحظة
large-the-name-of-the-authority = اسم السلطة
large-the-number-of-grounds = عدد الأسس
large-the-reasons = الأسباب
large-all-files-of-the-case-together = ملفات القضية مجتمعة
large-the-reference = المرجع
large-all-that-was-said-in-the-case = كل ما قيل في القضية
large-the-entry = المجموع
large-the-answer = الجواب
large-a-question = سؤال
large-the-number-of-messages = عدد الرسائل
large-the-number-of-questions = عدد الأسئلة
large-the-number-of-files = عدد الملفات
large-the-number-of-fields = عدد الحقول
large-the-text = النص
large-the-text-of-a-field = نص الحقل
fault-no-field = لا يوجد هذا الحقل في هذا النوع من الطلبات.
fault-mismatch = هذا لا يناسب القضية.

# ما يحسم، وما الذي يحسمه، وماذا لو
decides = ما يحسم الأمر
settle-least = { $count ->
    [one] جواب واحد يحسمه
    [two] جوابان يحسمانه، ولا يكفي أقل من ذلك
   *[other] عدد الأجوبة التي تحسمه: { $count }، ولا يكفي أقل من ذلك
}
settle-some = { $count ->
    [one] جواب واحد يحسمه
    [two] جوابان يحسمانه، وقد يكفي أقل من ذلك
   *[other] عدد الأجوبة التي تحسمه: { $count }، وقد يكفي أقل من ذلك
}
rest-count = { $count ->
    [one] نتيجة أخرى واحدة
    [two] نتيجتان أخريان
   *[other] نتائج أخرى: { $count }
}
who-answers = من يمكنه الجواب:
asked-of-requesting = المكتب الطالب
asked-of-requested = المكتب المطلوب منه
asked-of-reviewer = المراجع القانوني
asked-of-authority = محكمة أو سلطة أخرى
further-fields = { $count ->
    [one] حقل آخر
    [two] حقلان آخران
   *[other] حقول أخرى: { $count }
}
what-if = ماذا لو
what-if-lead = افترض أن حقلاً غير ما هو عليه وانظر ما يتغير. لا يُحفظ شيء.
what-if-field = الحقل
what-if-see = عرض ما يتغير
what-if-leave = إبقاؤه كما هو
what-if-before = كما هو
what-if-after = على الافتراض
what-if-same = لا تتغير أي نتيجة.
what-if-appear = تظهر
what-if-go = تزول
what-if-change = تتغير
adapt = ما يضاف أو يغيَّر كي يستطيع { $to } الاستجابة
adapt-count = { $count ->
    [one] أمر واحد يضاف أو يغيَّر كي يستطيع { $to } الاستجابة
    [two] أمران يضافان أو يغيَّران كي يستطيع { $to } الاستجابة
   *[other] أمور تضاف أو تغيَّر كي يستطيع { $to } الاستجابة: { $count }
}
weighed = ما كان له وزن
stated-by = ذكره { $bureau }
other-said = ما قاله { $other }
other-said-nothing = لا شيء بعد.
rule-cases = حالات تبين معنى القاعدة
rule-requests = الطلبات التي أثار فحصها القاعدة
rule-requests-none = لم يُثر فحص أي طلب هنا هذه القاعدة حتى الآن.
rule-requests-found = عرضها في السجل ({ $count })
result-met = مستوفاة
result-not-met = غير مستوفاة
result-not-known = غير معروف
result-to-judge = تُترك للتقدير
result-none = لا تنطبق
precedents-count = { $count ->
    [0] لا قرارات سابقة في هذه المسألة
    [one] قضية واحدة فيها قرارات سابقة في هذه المسألة
    [two] قضيتان فيهما قرارات سابقة في هذه المسألة
   *[other] قضايا فيها قرارات سابقة في هذه المسألة: { $count }
}
precedents-recorded = يُسجَّل الاطلاع على كل قضية يُعرض منها قرار.
precedents-words = كلمات من القرار
precedents-show = عرض القرارات السابقة
precedents-none = لا قرار سابق يحوي هذه الكلمات.
precedents-more = هناك المزيد؛ أضف كلمات لتضييق البحث.
precedents-other-rule = على السبب نفسه، بموجب قاعدة أخرى:

# الحاجة إلى المعرفة والسياسة
policy = سياسة الاطلاع
policy-lead = من يجوز له أن يفعل ماذا وأن يرى ماذا في هذا المكتب. ما لا تجيزه قاعدة فهو ممنوع، وما تحظره قاعدة لا تجيزه أخرى.
policy-since = سارية منذ
policy-confirmed-by = أكّدها
policy-built-in = كما جاءت مع البرنامج
policy-rules = القواعد
column-purpose = الغرض منها
policy-forbids = تحظر
policy-permits = تجيز
policy-text = النص (Cedar)
policy-propose = اقتراح سياسة
policy-propose-lead = غيّر النص، وانظر أولًا ما الذي يتغيّر ولمن، ثم اقترحه. يسري عندما يؤكده موظف آخر.
policy-try = عرض ما سيتغيّر
policy-waits = سياسة تنتظر التأكيد
policy-another = يجب أن يضعها موضع التنفيذ موظف آخر يجوز له التأكيد.
policy-confirm = وضعها موضع التنفيذ
policy-changes = ما الذي يتغيّر ولمن
policy-difference = الأسطر المختلفة
policy-same = النص هو النص الساري.
circumstances-kept-to-others = عندما تكون القضية محصورة بآخرين
circumstances-above-clearance = فوق التصريح الأمني
policy-changes-nobody = لا يتغيّر شيء بالنسبة إلى موظفي اليوم وقضاياه.
column-gains = يكسب
column-loses = يفقد
readers-title = من كان يستطيع قراءة هذه القضية
readers-on = في نهاية اليوم (UTC)
readers-show = عرض
readers-at = الحال في
readers-proof = الدليل: القيد { $officers } في السجل يسمّي الموظفين، والقيد { $policy } يتضمن السياسة، وكانت القضية كما تركها القيد { $case }. يتحقق المدقق منها بواسطة
column-could = كان يستطيع قراءتها
column-why = وفق أي قاعدة
column-looks = اطّلع عليها
could-yes = نعم
could-no = لا
why-nothing-permits = لا تجيزه أي قاعدة.
button-restrict = الحاجة إلى المعرفة
consequence-restrict = من الآن لا يرى هذه القضية، ولا في القوائم، إلا الموظفون المختارون، إضافة إلى مسؤول حماية البيانات. لا يُرسل شيء إلى { $to }.
restrict-who = لمن تُحصر القضية
restrict-none = إذا لم يُختر أحد رآها من جديد كل من يجوز له رؤية قضايا هذا المستوى.
new-keep = حصرها بمن يحتاجون إلى معرفتها
new-keep-more = إذا اختير هنا فلن يرى القضية غيرهم في أي لحظة، ولا حتى رقمها في قائمة.
figure-unseen = قضايا لا يجوز لأحد رؤيتها
fault-locks-you-out = لن ترى هذه القضية بعد ذلك. اطلب ذلك من زميل سيراها.
fault-may-not-see = لا يجوز أن يرى { $name } هذه القضية: التصريح أو المهام لا تكفي.
fault-empty-circle = لا أحد من المختارين يستطيع متابعة القضية. أضف ضابط اتصال أو مناوبًا.
fault-no-proposal = لم تعد هذه السياسة تنتظر التأكيد. راجع الصفحة من جديد.
fault-own-proposal = السياسة تتطلب موظفين اثنين. يجب أن يؤكدها آخر.
fault-not-yet = لم تكن القضية هنا بعد في ذلك اليوم. اختر يومًا لاحقًا.
fault-policy-too-long = السياسة أطول من المسموح. { $fault }
fault-policy-too-deep = السياسة متداخلة أكثر مما ينبغي. { $fault }
fault-policy-unreadable = لا يمكن قراءة السياسة. { $fault }
fault-policy-invalid = السياسة تتحدث عما لا وجود له. { $fault }
fault-policy-unnamed = قاعدة بلا اسم أو لا تذكر الغرض منها. { $fault }
fault-policy-last = لن يمكن تغيير السياسة بعد ذلك أبدًا. { $fault }
large-the-circle-of-officers = دائرة الموظفين
kept-to = محصورة بـ{ $count ->
    [one] موظف واحد
    [two] موظفين اثنين
    [few] { $count } موظفين
   *[other] { $count } موظفًا
}
policy-cases = { $count ->
    [one] قضية واحدة
    [two] قضيتان
    [few] { $count } قضايا
   *[other] { $count } قضية
}
policy-unseen = { $count ->
    [one] لن يرى أحد قضية واحدة بعد ذلك.
    [two] لن يرى أحد قضيتين بعد ذلك.
    [few] لن يرى أحد { $count } قضايا بعد ذلك.
   *[other] لن يرى أحد { $count } قضية بعد ذلك.
}
looks-count = { $count ->
    [0] لم يطّلع
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
   *[other] { $count } مرة
}

# الاستخدام والموافقة والاسترجاع
marked-by = وسمه { $to }
uses-title = ما يجوز لكم فعله بما أبلغ به { $to }
use-free = حر
use-needs-consent = يحتاج إلى موافقة
uses-made = استخدامات مسجلة
consents = موافقات مطلوبة
consent-asked-by = { $from } يطلب:
consent-granted = مُنحت الموافقة
consent-denied = رُفضت
consent-open = لم يُجب بعد
consent-waits = { $to } يطلب موافقتكم:
consent-decision = قراركم
consent-grant = نوافق على هذا الاستخدام، لهذا المتلقي وحده
consent-deny = لا نوافق
consent-terms = الشروط، أو سبب الرفض
recalls = الاسترجاعات
recalled-by = { $from } استرجع { $count ->
    [one] رسالة واحدة
    [two] رسالتين
    [few] { $count } رسائل
   *[other] { $count } رسالة
}
recall-waits = { $to } استرجع ما أبلغكم به. لا تستخدموه. استُرجع:
recall-not-answered = { $to } لم يُجب عن الاسترجاع المؤرخ
recall-what = ما يُسترجع
recall-request-help = إن استرجعتم الطلب نفسه فلن يُنفذ بعد ذلك، ويجوز للمكتب الآخر محو القضية كلها.
recall-outcome = ما يؤول إليه هنا
recall-do-deleted = حذف القضية كلها: يُتلف مفتاحها متى تسلم المكتب الآخر هذا الجواب. لا رجعة في ذلك.
recall-do-blocked = حجبه: لا أحد هنا يقرؤه أو يستخدمه بعد الآن، ويُمحى مع القضية.
recall-do-kept = الاحتفاظ به، للأسباب المذكورة أدناه.
recall-reasons = الأسباب، وما قيل لمن لديه
passed-on = مُرر إلى
passed-on-besides = من لديه أيضًا، واحد في كل سطر
is-recalled = مسترجَع
is-blocked = مسترجَع ومحجوب هنا
marking = الوسم
marking-help = كما يكتبه نظامكم: 4x4 B2 H1، 5x5x5 B23، 3x5x2 1BC، Admiralty B2، TLP:AMBER؛ وتُفصل المتعددة بفاصلة منقوطة.
marking-unread = لا يمكن قراءته هنا، ويُعد الأشد
marking-elsewhere = في أنظمة أخرى
marking-elsewhere-lead = قراءة هذا البرنامج: لا تثق ولا تسمح بأكثر من الأصل، وهو المعوَّل عليه.
marking-unsayable = لا يستطيع ذلك النظام قول هذا القدر
consent-besides = استخدامات تحتاج إلى موافقة فضلًا عن ذلك
conditions = الشروط
use-what = الاستخدام
use-recipient = لمن، أو لأي غرض
asked-of-us = ينتظر جوابكم
erased = قضايا مُحيت
erased-none = لم تُمحَ أي قضية.
column-erased = القضية
button-use = تسجيل استخدام
button-ask-consent = طلب موافقة { $to }
button-answer-consent = الجواب عن طلب الموافقة
button-recall = استرجاع ما أبلغنا به
button-answer-recall = الجواب عن الاسترجاع
consequence-use = يُقيَّد الاستخدام في السجل ليصل الاسترجاع إلى كل من لديه. ولا يُبلَّغ { $to } إلا إذا استرجع.
consequence-ask-consent = يُسأل { $to } هل يوافق. ولا يُسمح بالاستخدام قبل جوابه.
consequence-answer-consent = يُبلَّغ { $to } بقراركم. والموافقة لهذا الاستخدام وهذا المتلقي وحدهما.
consequence-recall = لا يجوز لـ { $to } استخدامه منذ وصوله، وعليه أن يقول ما آل إليه وأن يسمي من لديه.
consequence-answer-recall = يُبلَّغ { $to } بما آل إليه هنا وبمن لديه.
fault-consent-needed = على المكتب الذي أبلغ به أن يوافق أولًا. اطلبوا موافقته.
fault-recalled = استُرجع، ولا يُستخدم في شيء بعد الآن.
fault-nothing-told = لم يُبلغ المكتب الآخر بعدُ بما يمكن استخدامه.
fault-not-asked = أُجيب عن هذا من قبل، أو لم يُسأل.
fault-nothing-to-recall = اختاروا ما يُسترجع.
fault-not-all = لا تُحذف قضية كاملة إلا إذا استُرجع الطلب نفسه. احجبوا ما استُرجع، أو اذكروا سبب الاحتفاظ به.
fault-bad-marking = ليس هذا وسمًا. اكتبوا مثلًا 4x4 B2 H1 أو 5x5x5 B23 أو 3x5x2 1BC أو Admiralty B2 أو TLP:AMBER؛ وتُفصل المتعددة بفاصلة منقوطة.
no-copy = تحتاج الطباعة والنسخ إلى موافقة المكتب الذي أبلغ بهذا.
act-use = تسجيل استخدام
act-ask-consent = طلب موافقة
act-answer-consent = الجواب عن طلب موافقة
act-recall = استرجاع
act-answer-recall = الجواب عن استرجاع
large-the-marking = الوسم
large-the-conditions = الشروط
large-the-name-of-the-recipient = اسم المتلقي
large-the-number-of-messages-recalled = عدد الرسائل المسترجعة
large-the-number-of-recipients = عدد المتلقين
large-the-number-of-uses = عدد الاستخدامات

# خطر على الحياة
button-break-glass = خطر على الحياة: إرسال إلى { $to } منفردًا
button-review-emergency = مراجعة ما أُرسل منفردًا
consequence-break-glass = يذهب الطلب إلى { $to } فورًا دون موظف ثانٍ. ويراه مسؤول حماية البيانات والمعتمِدون فورًا، وعلى أحدهم مراجعته، ولا تُغلق القضية قبل ذلك. وما يمنعه القانون يبقى ممنوعًا.
consequence-review-emergency = تُقيَّد مراجعتكم في السجل. ولا يُبلَّغ { $to }.
break-glass-why = ما الذي يهدد حياة من، ولماذا لا يحتمل الانتظار
sent-alone = أرسله { $name } منفردًا: خطر على الحياة.
emergency-open = لم يراجعه موظف ثانٍ بعد.
emergency-justified = راجعه { $name }: كان صوابًا.
emergency-not-justified = راجعه { $name }: ما كان ينبغي إرساله منفردًا.
emergency-undecided = أسئلة لم يبتّ فيها أحد غيره
emergency-question = هل كان إرساله منفردًا صوابًا؟
emergency-yes = نعم: كانت حياة في خطر ولم يكن يحتمل الانتظار
emergency-no = لا
emergency-to-review = أُرسل منفردًا، بانتظار المراجعة
fault-not-urgent = لا يذهب دون موظف ثانٍ إلا طلب عاجل. حددوا درجة الاستعجال، أو ليعتمده موظف آخر.
fault-objected = قرّر شخص ثانٍ خلاف ذلك. لا يرسله أحد وحده ما دامت الوقائع هي نفسها.
fault-no-reviewer = لا أحد غيرك يستطيع رؤية هذه القضية ومراجعتها. وسّع الدائرة أولاً، أو اطلب موافقة ضابط آخر.
recall-so-far = حتى الآن
fault-no-emergency = لا شيء مما أرسله موظف منفردًا ينتظر مراجعة.
fault-not-reviewed = ما أرسله موظف منفردًا يجب أن يراجعه آخر قبل إغلاق القضية.
act-break-glass = الإرسال منفردًا عند الخطر على الحياة
act-review-emergency = مراجعة ما أُرسل منفردًا

button-retain = الاحتفاظ مدة أطول
consequence-retain = تُحفظ القضية حتى اليوم الذي تختارونه ثم تُمحى. ولا يُبلَّغ { $to }.
retain-until = آخر يوم للحفظ
act-retain = تقرير مدة حفظ قضية مغلقة
button-discard = المحو الآن
consequence-discard = يُمحى كل ما في هذه القضية نهائيًا: النصوص والملفات والسجل. ويبقى أنها مُحيت ومتى وبقرار من. ولا يُبلَّغ { $to }.
act-discard = محو قضية مغلقة
event-retained = تُحفظ حتى { $until }.
event-discarded = انتهى حفظ القضية؛ وتُمحى.
kept-until = تُحفظ حتى { $until }
kept = القضايا المغلقة ومدة حفظها
kept-lead = تُمحى القضية المغلقة من تلقاء نفسها بعد آخر يوم لها. مدّدوا حفظها بأسباب، أو امحوها حالما لا تعود لازمة. وما نُشر يُسترجع أولًا، كي يحذف المكتب الآخر نسخته أيضًا.
kept-none = لا تُحفظ أي قضية مغلقة.
kept-soon = { $soon } من { $count } تنتهي خلال ستة أشهر.
column-until = تُحفظ حتى
column-about = الموضوع
column-decide = القرار
erased-recalled = استرجعها المكتب الآخر
erased-decided = قرار ضابط
erased-period = انتهت المدة
fault-bad-period = اليوم مضى أو يبعد أكثر من خمس سنوات. اختاروا يومًا آخر؛ ويمكن التقرير من جديد عند حلوله.
fault-still-asked = ينتظر المكتب الآخر جوابًا عن سؤاله أو استرجاعه أو تصحيحه. أجيبوه أولًا.
fault-recall-first = لدى المكتب الآخر نسخة مما نُشر. استرجعوها أولًا كي يُبلَّغ.
fault-recall-open = لم يجب المكتب الآخر عن الاسترجاع أو التصحيح بعد. تُمحى القضية متى أجاب، أو بعد ثلاثين يومًا من انتهاء مدتها.
column-erased-why = السبب

anomalies = اطّلاعات لافتة
anomalies-lead = تُرفع حين يطّلع ضابط على أكثر من { $hour } قضية في ساعة، أو على أكثر من { $day } في يوم يعمل عليها غيره، أو على قضية تخص شخصًا يحمل اسم عائلته. ويقول شخص آخر هل كان ذلك مبرَّرًا.
anomalies-none = لا اطّلاعات لافتة.
anomaly-many-cases = اطّلع { $name } على { $count } قضية خلال ساعة.
anomaly-without-task = اطّلع { $name } في يوم على { $count } قضية يعمل عليها غيره.
anomaly-own-name = اطّلع { $name } على قضية تخص شخصًا يحمل اسم العائلة نفسه.
anomaly-case = آخر قضية اطُّلع عليها
anomaly-in-order = يقول { $name } إن ذلك كان مبرَّرًا
anomaly-not-in-order = يقول { $name } إن ذلك لم يكن مبرَّرًا
anomaly-review = قول ما تبيّن
anomaly-question = هل كان مبرَّرًا؟
anomaly-yes = نعم، كان هناك سبب
anomaly-no = لا؛ ويُتابَع الأمر
anomaly-button = التقييد في السجل
anomaly-waits = لم ينظر فيه أحد بعد.
today-anomalies = { $count ->
    [one] اطّلاع لافت ينتظر رأيكم.
   *[other] { $count } اطّلاعات لافتة تنتظر رأيكم.
}
fault-nothing-stood-out = نُظر في هذا من قبل، أو لم يُرفع قط. أعيدوا تحميل الصفحة.

signed-in-doubt = { $count ->
    [one] ربما حصل طرف آخر على المفاتيح التي وقّع بها { $to } رسالة هنا، منذ
    [two] ربما حصل طرف آخر على المفاتيح التي وقّع بها { $to } رسالتين هنا، منذ
    [few] ربما حصل طرف آخر على المفاتيح التي وقّع بها { $to } { $count } رسائل هنا، منذ
   *[other] ربما حصل طرف آخر على المفاتيح التي وقّع بها { $to } { $count } رسالة هنا، منذ
}
signed-in-doubt-do = قبل أن تتصرف بناءً على ما هو معلَّم في التبادل، اطلب من { $to } تأكيده بطريقة أخرى أو إعادة قوله بمفاتيحه الجديدة.
message-in-doubt = موقَّع بمفاتيح سُحبت: ربما قال هذا طرف آخر.
withdrawn-keys = المفاتيح المسحوبة
withdrawn-keys-lead = مفاتيح مكاتب ربما حصل عليها طرف آخر. لا يُقبل بعد الآن أي شيء تُوقّعه، ويجب تأكيد ما وقّعته منذ ذلك الحين.
withdrawn-keys-none = لا يذكر دليل المكاتب أي مفاتيح مسحوبة.
withdrawn-keys-nothing = لم تُوقّع شيئًا هنا منذ ذلك الحين.
withdrawn-keys-cases = { $count ->
    [one] منذ ذلك الحين وقّعت في ملف واحد:
    [two] منذ ذلك الحين وقّعت في ملفين:
    [few] منذ ذلك الحين وقّعت في { $count } ملفات:
   *[other] منذ ذلك الحين وقّعت في { $count } ملفًا:
}
copies = نسخ السجل
copies-lead = أُعدّت على جهاز العقدة خارج هذا المكتب. النسخة الاحتياطية مختومة، والتصدير لا يُظهر أي محتوى.
copies-none = لم تُعدّ أي نسخ.
copied-backup = نسخة احتياطية أعدّها الحساب { $by }
copied-export = تصدير لمدقق، أعدّه الحساب { $by }
peers-journals = سجلات المكاتب الأخرى
peers-journals-lead = يذكر كل إيصال، موقَّعًا، طول سجل المكتب وجذره. والسجل الذي قُصّ أو أُعيد من نسخة قديمة أو كُتب من جديد يناقض ما ذكره.
peers-journals-none = لم يعطِ أي مكتب إيصالًا بعد.
peer-state = { $size } قيدًا، الجذر
peer-contradicts = سجل { $bureau } يناقض ما كان قد ذكره. اسألوا { $bureau } قبل الاعتماد عليه.
peer-checkpoint-refused = نقطة التحقق، بتوقيع ذلك المكتب، التي لم يشارك هذا المكتب في توقيعها:
witnesses = الشهود على هذا السجل
witnesses-lead = المكاتب التي تتبادل الرسائل يوقّع كل منها على نقاط تحقق الآخر، مقابل برهان على أن شيئًا مما سبق لم يتغير. وما شُهد عليه لا يمكن قصّه أو إعادة كتابته دون أن يُلاحظ، ولو بمفاتيح هذا المكتب نفسه. ويعطي المدقق هذه المفاتيح لبرنامج journal-verify بعد أن يسأل كل مكتب عن مفتاحه.
witnesses-none = لم تُتبادل رسائل مع مكتب آخر بعد، فلم يشهد أحد على هذا السجل.
witnesses-far = { $size ->
    [0] لم يُشهد على شيء بعد؛ { $rest } قيدًا في الانتظار.
   *[other] شُهد على أول { $size } قيدًا؛ ولم يُشهد بعد على { $rest } مما يليها.
}
column-witnessed = المشهود عليه
column-witness-refused = سبب الامتناع في المرة الأخيرة
column-witness-key = مفتاح توقيعاته المشاركة
witnessed-entries = { $size } قيدًا
witnessed-nothing = لا شيء بعد
not-cosigned-conflict = شهد على تاريخ آخر، أو أطول، مما في هذا السجل.
not-cosigned-not-consistent = لا يتضمن هذا السجل ما كان قد شهد عليه.
not-cosigned-unknown-origin = لا يعرف هذا المكتب.
not-cosigned-not-signed = يعرف مفتاحًا آخر لهذا السجل.
not-cosigned-malformed = لم يستطع قراءة نقطة التحقق.
not-cosigned-cosignature-wrong = ما أجاب به ليس توقيعًا مشاركًا على نقطة التحقق هذه.
not-cosigned-cosignature-not-theirs = ما أجاب به ليس موقّعًا بمفتاحه.
not-cosigned-cosignature-time = يحمل توقيعه المشارك وقتًا آخر؛ إحدى الساعتين خاطئة.
not-cosigned-known = يقول إنه شهد على { $size } قيدًا.
cosigned = السجلات التي يشهد عليها هذا المكتب
cosigned-lead = أحدث نقطة تحقق لكل منها شارك هذا المكتب في توقيعها. أعطوها لمن يدقق ذلك المكتب؛ وهذا المفتاح يتحقق من توقيعات هذا المكتب المشاركة:
cosigned-none = لم يشهد هذا المكتب على أي سجل بعد.

# المصادر والمخبرون
sources-title = المصادر
sources-lead = لا يفتح سجلَّ المصدر إلا الموظفون المسمَّون فيه. أما غيرهم في القضية فلا وجود لهذا السجل عندهم.
sources-empty = لست مسمًّى في أي سجل مصدر في هذه القضية.
sources-none = ليس في هذه القضية سجل مصدر.
sources-trace = من فتح سجلات المصادر
sources-trace-lead = من سُمِّي، ومن فتح سجلًا، ومتى ولماذا. أما محتوى السجلات والاسم الرمزي فلا يُعرضان على غير المسمَّين.
source-record = سجل مصدر
source-begun = بدأ في
source-named = من يجوز له فتحه
source-named-help = أنت وآخر على الأقل، كي لا يضيع شيء برحيل أحد؛ وأقل عدد ممكن. ولا يعلم غيرهم بوجود السجل.
source-never-opened = لم يفتحه أحد بعد.
source-opened-by = فتحه { $name }
source-opened-now = سُجِّل أنك فتحت هذا السجل مع السبب الذي ذكرته، ويرى ذلك سائر الموظفين المسمَّين.
source-openings = { $count ->
    [zero] لم يُفتح
    [one] فُتح مرة واحدة
    [two] فُتح مرتين
    [few] فُتح { $count } مرات
    [many] فُتح { $count } مرة
   *[other] فُتح { $count } مرة
}
source-purpose = لماذا تفتحه
source-purpose-help = يُدوَّن مع كل فتح ويُعرض على سائر الموظفين المسمَّين وعلى من يحمي البيانات: لا تسمِّ فيه أحدًا.
source-open = فتح
source-close = إغلاق السجل
source-begin = سجل مصدر جديد
source-begin-button = بدء السجل
source-cover = الاسم الرمزي
source-cover-help = الاسم الذي تتحدثون به عن المصدر. لا يغادر المكتب أبدًا في هذه القضية.
source-grading = التقييم
source-grading-help = للمصدر ولما قاله، مثل 4x4 B2 H1 أو 5x5x5 B23 أو Admiralty B2.
source-said = ما قاله المصدر
source-when = متى
source-place = أين
source-basis = كيف عرف المصدر ذلك
source-only = لا يمكن أن يعرف الوقت والمكان إلا المصدر
source-identifiers = ما يدل على هوية المصدر
source-identifiers-help = واحد في كل سطر: أسماء وأماكن وأيام وأرقام وكلمات؛ والاسم مرة بكل كتابة يُكتب بها. لا شيء من هذا يغادر المكتب في هذه القضية، ولا يجيزه أي سبب.
source-save = حفظ التغييرات
source-write = تغيير السجل
source-name = تغيير من يجوز له فتحه
source-sanitise = إعداد نسخة منقّحة
source-sanitise-lead = نص يقول ما يهم ولا يقول ممن جاء. يعتمده موظف مسمًّى آخر، ويدخل الطلب كما اعتُمد ومعه تقييمه.
source-target = إلى أين يذهب
source-target-file = ملف مستقل
source-text = النص
source-prepare = فحص هذه النسخة وحفظها
source-version = النسخة المنقّحة { $number }
source-prepared-by = أعدّها { $name }
source-found = ما قد يدل على هوية المصدر
source-found-none = لم يُعثر على ما يدل على هوية المصدر. لا يجد البرنامج إلا ما طُلب منه البحث عنه: اقرأ النص كما يقرؤه من يريد أن يعرف.
source-never = لا يغادر أبدًا
source-reason = لماذا يجوز أن يبقى
source-approve = اعتماد هذه النسخة
source-approved-by = اعتمدها { $name }
source-own = على موظف مسمًّى آخر أن يعتمدها.
source-put = إدخالها في الطلب
source-put-by = أدخلها في الطلب { $name }
source-held = حُجز شيء
source-held-lead = كان هذا على وشك أن يغادر القضية. لا يغادرها شيء حتى تنظر فيه أنت أو موظف مسمًّى آخر. اطلب تغيير النص ثم دع القضية تتابع؛ ويُفحص كل شيء من جديد في كل مرة. وما لا يغادر أبدًا لا يمكن إطلاقه.
source-let-go = السماح للقضية بالمتابعة
source-alone = لم يعد أحد غيرك يستطيع فتحه: سمِّ موظفًا آخر.
source-to-approve = نسخة منقّحة تنتظرك.
source-to-erase = اقترح موظف آخر محوه.
source-erase = محو هذا السجل
source-erase-lead = يُتلف مفتاح السجل: لا يقرؤه أحد بعد ذلك، ولا من اليومية. ويلزم لذلك موظفان مسمَّيان.
source-erase-propose = اقتراح محوه
source-erase-agree = موافق: محوه الآن
source-ending = اقترح { $name } محوه:
source-left-out = حُذف وما زال يُبحث عنه
source-left-out-lead = ما يحذفه موظف مما يدل على الهوية، أو اسم رمزي سابق، يظل البحث عنه قائمًا حتى يوافق موظف مسمًّى آخر على أنه يجوز أن يغادر.
source-give-up = موافق: لا يُبحث عنه بعد الآن
tell-identifier = يدل على هوية المصدر
tell-cover-name = الاسم الرمزي
tell-taken-over = كلمات كما قالها المصدر
tell-time = يوم أو وقت لا يمكن أن يعرفه إلا المصدر
tell-place = مكان لا يمكن أن يعرفه إلا المصدر
tell-few = قلة الحاضرين
tell-first-person = المصدر يتحدث عن نفسه
tell-changed = ليس النص الذي اعتُمد
tell-unread = ملف لا يستطيع البرنامج قراءته؛ انظر فيه بنفسك
spot-line = السطر { $line }
spot-words = كلمات الرسالة
spot-file = الملف { $name }
today-source = { $count ->
    [0] سجل مصدر ينتظرك
    [one] فُتح سجل مصدر مرة واحدة منذ فتحته
    [two] فُتح سجل مصدر مرتين منذ فتحته
    [few] فُتح سجل مصدر { $count } مرات منذ فتحته
    [many] فُتح سجل مصدر { $count } مرة منذ فتحته
   *[other] فُتح سجل مصدر { $count } مرة منذ فتحته
}
fault-source-none = لا يوجد سجل مصدر كهذا، أو لست مسمًّى فيه.
fault-source-named = يسمي سجل المصدر موظفَين على الأقل يجوز لهما فتحه، وعشرة على الأكثر.
fault-source-too-many = أنت مسمًّى في عدد كبير جدًا من سجلات المصادر في هذه القضية. امحُ واحدًا أولًا.
fault-source-no-identifiers = اذكر ما يدل على هوية المصدر، واحدًا في كل سطر، لا يقل كل منها عن حرفين أو رقمين.
fault-source-no-cover = أعطِ المصدر اسمًا رمزيًا من حرفين على الأقل.
fault-source-no-version = لم تعد هذه النسخة المنقّحة موجودة. افتح السجل من جديد.
fault-source-not-approved = على موظف مسمًّى آخر أن يعتمد النسخة المنقّحة أولًا.
fault-source-own-version = لا يعتمد أحد نسخة كتبها. على موظف مسمًّى آخر أن يفعل.
fault-source-would-identify = النص يدل على هوية المصدر. احذف ما لا يغادر أبدًا وأعدّ نسخة أخرى.
fault-source-unanswered = اذكر لكل ما عُثر عليه لماذا يجوز أن يبقى، أو اطلب حذفه.
fault-source-grading-rises = تقييم النسخة أعلى من تقييم السجل، أو يُغفل ما يقوله تقييم السجل. لا تقيّمها أعلى منه.
fault-source-nothing-held = لم يعد شيء ينتظر موظفًا مسمًّى. افتح السجل من جديد.
fault-source-not-agreed = يلزم اثنان: على موظف مسمًّى آخر أن يوافق.
fault-source-held = لا يغادر بعد: على موظف مسمًّى لمصادر هذه القضية أن ينظر فيه أولًا. وهو يراه في صفحته الأولى.
act-source-open = فتح سجل مصدر
act-source-write = كتابة سجل مصدر
act-source-approve = اعتماد نسخة منقّحة
act-source-trace = معرفة من فتح سجلات المصادر
large-a-line-of-the-record = سطر من السجل
large-the-number-of-identifiers = عدد ما يدل على الهوية
large-the-number-of-versions = عدد النسخ
# Redress and breaches
dossiers = حقوق الأشخاص وخروق البيانات
dossiers-lead = ما يطلبه الأشخاص بشأن بياناتهم، وخروق البيانات: لكلٍّ منها إضبارة خاصة، لا يراها إلا من يحمون البيانات ومن يسمّونهم.
dossiers-none = لم يسأل أحد عن بياناته، ولا يُعرف أي خرق. افتحوا إضبارة حالما يرد طلب أو يُلاحظ شيء: فالمهل تسري منذ ذلك الحين.
dossiers-none-named = لم تُسمَّ في أي إضبارة.
dossiers-all = كل الإضبارات
dossier-redress = طلب شخص
dossier-breach = خرق
dossier-new-redress = طلب جديد من شخص
dossier-new-breach = خرق جديد
dossier-open = فتح الإضبارة
dossier-due = المستحق التالي
dossier-stands = أين وصلت
dossier-waits = تنتظر كلمتك
dossier-closed = مغلقة
dossier-closed-by = أغلقها { $name }
dossier-no-due = لا يوم محدّد الآن. والقانون يطلب الرد دون تأخير لا مبرّر له.
dossier-keeping = الإضبارة
dossier-seen-by = يرى هذه الإضبارة من يحمون البيانات والموظفون الذين يسمّونهم. وكل اطّلاع يُسجَّل.
dossier-name = تسمية موظفين لها
dossier-name-who = من يجوز له أن يراها ويؤكد ما يُقرَّر
dossier-name-button = تسمية هؤلاء
dossier-note = ملاحظة
dossier-note-button = كتابة الملاحظة
dossier-close = إغلاقها
dossier-close-button = إغلاق الإضبارة
dossier-close-consequence = لا يمكن إضافة شيء بعد ذلك. تُحفظ الإضبارة مدتها ثم تُمحى.
dossier-close-unanswered = لم يتلقَّ الشخص جوابًا. لا يغلق الإضبارة إلا موظف لم يفعل فيها شيئًا آخر، ويجوز بعد ذلك استخدام القضايا المتنازع فيها.
dossier-timeline = ما حدث
dossier-event-received = ورد الطلب
dossier-event-identified = جرى التحقق من الهوية
dossier-event-searched = جرى البحث في العقدة
dossier-event-contested = قضية متنازع فيها ولا تُستخدم
dossier-event-released = يجوز استخدام قضية من جديد
dossier-event-decided = قرار في قضية
dossier-event-confirmed = أكّده موظف ثانٍ
dossier-event-sent-back = أُعيد
dossier-event-extended = مُدّدت المهلة
dossier-event-reached = خطوة للجنة
dossier-event-answered = أُجيب الشخص
dossier-event-executed = نُفّذ في قضية
dossier-event-known = عُلم بالخرق
dossier-event-scoped = حُسب النطاق
dossier-event-assessed = قُيّم الخطر
dossier-event-settled = إخطار، أو سبب عدمه
dossier-event-named = سُمّي موظفون
dossier-event-noted = ملاحظة
dossier-event-closed = أُغلقت
due-what-own = الرد
due-what-extended = الرد، بعد التمديد
due-what-breach-known = إخطار سلطة الرقابة
due-what-ccf-request-received = تقول اللجنة إن كان مقبولًا
due-what-ccf-asked-secretariat = تقول الأمانة إن كانت هناك بيانات
due-what-ccf-access-admissible = تقرّر اللجنة في الاطّلاع
due-what-ccf-correction-admissible = تقرّر اللجنة في التصحيح أو المحو
due-what-ccf-decided = يُرسل القرار إلى الأمانة
due-what-ccf-decision-received = تنفّذ الأمانة القرار
due-what-ccf-implemented = يُبلَّغ الطرفان
redress-lead = دوّنوا ما ورد كما ورد. لا يُبحث ولا يُقال شيء قبل إثبات هوية الطالب.
redress-asked = ما يُطلب
redress-received = ورد في
redress-channel = عن طريق
channel-direct = الشخص أو محاميه
channel-authority = سلطة الرقابة
channel-commission = لجنة الرقابة على محفوظات الإنتربول
redress-wants = المطلوب
want-access = الاطّلاع
want-correction = التصحيح
want-deletion = المحو
want-restriction = تقييد الاستخدام
redress-names = الأسماء، بكل صيغها المعروفة
redress-names-help = واحدة في كل سطر، مع الكتابات والخطوط الأخرى وأسماء الميلاد. لا يهم الترتيب ولا الحركات.
redress-born = تاريخ الميلاد
redress-documents = أرقام الوثائق
redress-references = المراجع التي يعرفها الشخص
redress-counsel = المحامي أو الممثل إن كان هو الطالب
redress-words = ما يقوله
redress-own-due = يوم محدّد
redress-own-due-help = يحدّده كتاب اللجنة أو السلطة أو قانون هذه الدولة. والتوجيه لا يحدّد أي يوم.
redress-due-day = الرد مستحق في
redress-due-by = حدّده (كتاب أو نص)
redress-identity-open = الهوية لم يُتحقق منها
redress-search-open = لم يُبحث في العقدة
redress-decision-open = قضايا لم يُقرَّر فيها
redress-confirmation-open = يجب أن يؤكد موظف ثانٍ
redress-answer-open = جاهزة للرد
redress-executing = أُجيب؛ يبقى التنفيذ
redress-answered = أُجيب
redress-identity = من الطالب
redress-identity-none = لم يتحقق أحد بعد من هوية الطالب.
redress-proven = ثابتة، يقول { $name }
redress-not-proven = غير ثابتة، يقول { $name }
redress-identify = تدوين التحقق
redress-identify-button = تدوين
redress-shown = ما الذي أُبرز وكيف جرى التحقق؛ وللمحامي الوكالة أيضًا
redress-proven-question = هل يثبت هويته؟
redress-proven-yes = نعم
redress-proven-no = لا
redress-found = أين يظهر
redress-search-lead = يُقرأ كل نص في كل قضية يجوز لك أن تراها: الأسماء بأي ترتيب وبلا حركات، وتاريخ الميلاد مع شيء آخر، وأرقام الوثائق والمراجع. ولا تُقرأ الأوراق المرفقة ولا القضايا الممحوّة ولا سجلات المصادر ولا الإضبارات الأخرى ولا الأنظمة الأخرى؛ ويجب أن ترد كل كلمة من الاسم في القضية؛ ولا يُخمَّن النطق ولا الإملاء.
redress-search = البحث في العقدة
redress-search-again = البحث من جديد
redress-unseen = هناك قضايا لا يجوز لك أن تراها. يجب أن يبحث أيضًا من يبلغها تصريحه قبل أن يكتمل الرد.
redress-found-none = لم توجد أي قضية لهذا الشخص.
redress-found-by = وُجدت بـ:
trace-name = اسم الشخص المعني
trace-birth = تاريخ الميلاد
trace-mention = الاسم في موضع آخر من السجل
trace-document = رقم وثيقة
trace-reference = مرجع
redress-case-erased = مُحيت
redress-case-unseen = لا يجوز لك أن ترى هذه القضية.
redress-contested-since = متنازع فيها ولا تُستخدم منذ
redress-executed = نُفّذ
redress-recalled = استُرجع من { $bureau }
redress-recall-open = لا رد بعد
recall-outcome-deleted = حُذف
recall-outcome-blocked = حُجب
recall-outcome-kept = حُفظ
redress-passed-on = أُحيل إلى:
redress-decide = القرار في هذه القضية
redress-decide-button = تدوين القرار
redress-verdict = البيانات
verdict-not-them = تخص شخصًا آخر
verdict-access-only = لم يُطلب إلا الاطّلاع
verdict-upheld = تبقى كما هي
verdict-correct = تُصحَّح
verdict-erase = تُمحى
verdict-restrict = تُحفظ ولا تُستخدم
redress-telling = ما يُقال للشخص
telling-full = كل شيء
telling-partial = جزء
telling-neither = لا أن هناك شيئًا ولا أنه لا شيء
redress-basis = الأساس
redress-basis-help = لازم حين يُقال أو يُفعل أقل مما طُلب. وترقيم التوجيه غير متحقق منه هنا.
redress-basis-none = لا شيء: كل ما طُلب
basis-inquiry = من شأنه أن يعرقل تحقيقًا أو إجراءً
basis-prevention = من شأنه أن يضر بمنع الجرائم أو ملاحقتها
basis-public-security = الأمن العام
basis-national-security = الأمن الوطني
basis-others = حقوق الآخرين وحرياتهم
basis-originator = المكتب الذي أبلغه لا يسمح بذلك
basis-accurate = البيانات دقيقة ومشروعة
basis-not-ascertained = لا يمكن التثبّت من دقتها
basis-evidence = يجب حفظها كدليل
basis-other-person = تخص شخصًا آخر
redress-contest = تقييد استخدامها حتى القرار
redress-contest-button = تقييدها الآن
redress-contest-consequence = من الآن لا يُعتمد شيء من هذه القضية ولا يُجاب ولا يُحال ولا يُستخدم، إلا عند خطر على حياة. ويرى موظفوها أنها متنازع فيها، لا من ينازع.
redress-release = السماح باستخدامها من جديد
redress-release-button = رفع التقييد
redress-execute-lead = نفّذوا ذلك بأعمال القضية: استرجاع ما قيل، أو التصحيح، أو إنهاء الحفظ.
redress-execute-case = إلى القضية
redress-execute = تدوين التنفيذ
redress-execute-button = نُفّذ
redress-execute-what = ما الذي فُعل، وكيف أُبلغ من كانت البيانات لديهم
redress-confirmation = موظف ثانٍ
redress-confirmation-lead = يحصل الشخص على أقل مما طلب، أو لم يُعثر على شيء، أو تعذّر البحث في كل القضايا، أو لم تثبت هويته. يجب أن يؤكد ذلك موظف لم يشارك في شيء من ذلك.
redress-sent-back = أُعيد:
redress-confirm = تأكيد ما قُرّر
redress-send-back = إعادته
redress-answer = الرد
redress-answer-lead = يُعطى الرد كتابةً خارج هذا البرنامج، ويُدوَّن هنا مع سبل الانتصاف التي أُبلغ بها الشخص.
redress-answered-on = أُعطي في
redress-remedies = سبل الانتصاف المبلَّغة:
remedy-authority = سلطة الرقابة
remedy-court = محكمة
remedy-commission = لجنة الرقابة على محفوظات الإنتربول
redress-answer-write = تدوين الرد
redress-answer-button = أُجيب الشخص
redress-answer-consequence = يسري ما قُرّر من الآن: ما يُصحَّح أو يُمحى أو يُقيَّد لا يُستخدم، ويجوز استخدام الباقي.
redress-answer-day = أُجيب في
redress-answer-text = ما قيل للشخص
redress-remedies-told = سبل الانتصاف التي أُبلغ بها
redress-extend = تمديد المهلة
redress-extend-button = تدوين التمديد
redress-extend-help = فقط حيث تبرّره المسألة؛ ويُبلَّغ الشخص فورًا مع الأسباب.
redress-extend-until = حتى
redress-commission = خطوات اللجنة
redress-reach = تدوين خطوة
redress-reach-button = تدوين الخطوة
redress-milestone = الخطوة
redress-reach-day = في
milestone-ccf-admissible = قُبل
milestone-ccf-asked-secretariat = سُئلت الأمانة
milestone-ccf-data-told = أجابت الأمانة
milestone-ccf-decided = قُرّر
milestone-ccf-decision-received = تسلّمت الأمانة القرار
milestone-ccf-implemented = نُفّذ
milestone-ccf-parties-told = أُبلغ الطرفان
held-pending = متنازع فيها: لا تُستخدم في الأثناء
held-correct = تُصحَّح ولا تُستخدم قبل ذلك
held-erase = تُمحى ولا تُستخدم بعد الآن
held-restrict = تُحفظ ولا تُستخدم
held-do-pending = ينازع شخص في ما تحويه هذه القضية عنه. وحتى يُقرَّر لا تُعتمد ولا يُجاب عنها ولا تُحال ولا تُستخدم؛ والحياة المعرضة للخطر أولًا. اسألوا من يحمون البيانات.
held-do-correct = صحّحوها وأبلغوا من هي لديه، ثم أبلغوا من يحمون البيانات بما فُعل.
held-do-erase = استرجعوا ما قيل وأنهوا حفظها، ثم أبلغوا من يحمون البيانات بما فُعل.
held-do-restrict = تُحفظ للسبب الذي يمنع محوها ولا لغيره. اسألوا من يحمون البيانات.
breach-lead = دوّنوا ما يُعرف؛ ثم يُحسب النطاق من السجل. وتسري المهل منذ أن علم المكتب. الأوقات بتوقيت UTC.
breach-known = ما يُعرف
breach-detected = لوحظ بـ
detected-hand = بلاغ
detected-looks = اطّلاعات غير مبرَّرة
detected-contradiction = سجل يناقض نفسه
detected-passkey = مفتاح مرور أو جهاز مفقود أو منسوخ
detected-key = مفتاح مكتب سُحب
breach-at = العلم به منذ
breach-at-help = حين علم أحد من المكتب أول مرة
breach-window = يمتد
breach-since = من
breach-until = حتى
breach-officers = اطّلاعات وأعمال من
breach-everybody = الجميع
breach-bureau = المتبادل مع
breach-any-bureau = أي مكتب
breach-words = ما حدث
breach-scope = من يعنيه
breach-scope-lead = يُحسب من السجل: القضايا التي رأى فيها هؤلاء الموظفون شيئًا أو فعلوه في ذلك الوقت. ويُحفظ كما حُسب، مع حجم السجل وجذره.
breach-scope-none = لم يُحسب النطاق بعد.
breach-scope-open = النطاق لم يُحسب
breach-risk-open = الخطر لم يُقيَّم
breach-notices-open = يبقى إخطار أحد
breach-settled = أُخطر الجميع
breach-compute = حساب النطاق من السجل
breach-computed = حُسب
breach-persons = الأشخاص
breach-sign-ins = عمليات الدخول
breach-erased = قيود مُحيت منذئذ
breach-originators = المكاتب المصدر
breach-recipients = المكاتب التي أُبلغت بشيء منه
breach-copies = نُسخ السجل الكامل التي أُعدت حينئذ (نسخ احتياطية وتصديرات)
breach-markings = الوسوم
breach-journal = السجل
breach-unseen = هناك قضايا لا يجوز لك أن تراها. يجب أن يحسب النطاق أيضًا من يبلغها تصريحه.
breach-cut = لا تُسمّى إلا أول { $count } قضية؛ وتُعدّ كلها.
breach-nothing-seen = لم يُرَ شيء ولم يُفعل في ذلك الوقت.
breach-looks = الاطّلاعات
breach-acts = الأعمال
breach-messages = الرسائل
breach-first = الأول
breach-last = الأخير
breach-risk = الخطر على الأشخاص
breach-risk-none = لم يُقيَّم الخطر بعد.
risk-unlikely = غير مرجّح
risk-risk = خطر
risk-high = خطر كبير
breach-consequences = العواقب المرجّحة
breach-measures = التدابير المتخذة أو المقترحة
breach-assess = تقييم الخطر
breach-assess-button = تدوين التقييم
breach-notices = من يجب إخطاره
breach-notices-lead = يُدوَّن كل إخطار متى أُعطي، أو سبب عدم إعطائه.
notice-authority = سلطة الرقابة
notice-persons = الأشخاص المعنيون
notice-originator = المكتب { $bureau }
notice-recipient = المكتب { $bureau } الذي أُبلغ به
notice-secretariat = الأمانة العامة للإنتربول
notice-commission = لجنة الرقابة على محفوظات الإنتربول
breach-told = أُخطر
breach-not-told = لم يُخطر بعد
breach-late = سبب التأخر
breach-late-help = لازم إذا انقضت المهلة
breach-excepted = لم يُخطر:
breach-tell = تدوين الإخطار
breach-tell-button = أُخطروا
breach-told-at = أُخطر في (UTC)
breach-how = كيف، وما قيل لهم
breach-except = تدوين سبب عدم الإخطار
breach-except-button = لا يُخطرون
breach-exception = الاستثناء
exception-unlikely = الخطر على الأشخاص غير مرجّح
exception-protected = لم تكن البيانات مقروءة
exception-averted = زال الخطر الكبير منذئذ
exception-disproportionate = غير متناسب؛ يُعلن بدلًا منه
exception-withheld = من شأنه عرقلة تحقيقات أو تعريض الأمن أو الآخرين للخطر
exception-not-theirs = لا شيء مما لهم معنيّ
act-redress = مسك إضبارة طلب شخص
act-breach = مسك إضبارة خرق
act-second = معاونة إضبارة
act-see-dossier = رؤية إضبارة
fault-empty-paper = لا يجوز أن يظهر شيء من هذه القضية في هذه الوثيقة.
fault-forms-damaged = نماذج هذا البرنامج تالفة؛ أبلغ القائم على تشغيل العقدة.
fault-not-public = لا يجوز نشر هذا للعموم: فهو سري، أو لا يسمح به القانون.
fault-no-form = لا يوجد نموذج لهذه الوثيقة.
fault-paper-not-set = لا يمكن تنضيد نصوص هذه القضية؛ ابحث عن أحرف غير معتادة في حقولها.
fault-contested = ينازع شخص في ما تحويه هذه القضية عنه، ولا تُستخدم في الأثناء. اسألوا من يحمون البيانات.
fault-no-dossier = لا توجد إضبارة كهذه.
fault-dossier-closed = الإضبارة مغلقة. افتحوا أخرى لما هو جديد.
fault-dossier-step = هذه الخطوة ليست هنا. راجعوا الصفحة.
fault-dossier-too-many = بلغ العدد حدّه. أغلقوا أولًا ما انتهى.
fault-dossier-incomplete = حقل لازم فارغ أو يحوي أكثر مما يجوز. املأوا من وماذا ومتى.
fault-dossier-day = اليوم في المستقبل أو قبل ما يتبعه أو غير صحيح. صحّحوه.
fault-not-identified = لم تثبت هوية الطالب. تحققوا منها أولًا.
fault-not-searched = لم يُبحث في العقدة بعد. ابحثوا أولًا.
fault-not-found-for-them = لم توجد هذه القضية لهذا الشخص. ابحثوا من جديد.
fault-not-contested = يجوز استخدام هذه القضية كما هي.
fault-search-too-wide = وُجد أكثر من ألف قضية. أعطوا مزيدًا من الاسم أو احذفوا ما يشترك فيه كثيرون.
fault-redress-undecided = قضية لم يُقرَّر فيها. قرّروا في كل ما وُجد.
fault-redress-unconfirmed = يُعطى أقل مما طُلب. يجب أن يؤكده موظف آخر أولًا.
fault-nothing-to-confirm = لا شيء ينتظر التأكيد.
fault-own-decision = لا أحد يؤكد ما قرّره. سمّوا موظفًا آخر.
fault-no-basis = يُعطى أقل مما طُلب. اختاروا الأساس.
fault-no-remedy = اذكروا سبيل انتصاف واحدًا على الأقل أُبلغ به الشخص.
fault-redress-answered = أُجيب الشخص من قبل.
fault-nothing-to-do = لا شيء يُنفَّذ في هذه القضية، أو لم يُجب الشخص بعد.
fault-not-executed = لم يُنفَّذ ما قُرّر في كل قضية بعد.
fault-not-scoped = لم يُحسب النطاق بعد. احسبوه من السجل أولًا.
fault-not-assessed = لم يُقيَّم الخطر بعد. قيّموه أولًا.
fault-notices-due = لم يُخطر أحدهم بعد. دوّنوا الإخطار أو سبب عدمه.
fault-notice-not-due = لا إخطار مستحق لهم.
fault-no-exception = لا يصلح هذا الاستثناء هنا. اختاروا غيره أو دوّنوا الإخطار.
fault-late-reasons = انقضت المهلة. اذكروا أسباب التأخر.
fault-concerned = أنت من الموظفين المعنيين. يجب أن يفعل ذلك غيرك؛ وإن لم يكن هنا غيرك من يحمي البيانات، فعلى مسؤول النظام أن يسند هذا الدور إلى موظف آخر.
redress-searched = القضايا المقروءة: { $cases }. الموجودة: { $found }.
dossiers-due = { $count ->
    [one] إضبارة واحدة تستحق قريبًا أو تنتظرك.
    [two] إضبارتان تستحقان قريبًا أو تنتظرانك.
    [few] { $count } إضبارات تستحق قريبًا أو تنتظرك.
   *[other] { $count } إضبارة تستحق قريبًا أو تنتظرك.
}

# مهام السلطات، والخطر على حياة الغير، وجدول المناوبة
place-tasks = المهام
tasks-lead = ما يطلبه المكتب منك. ترى الطلب الواحد الذي تتعلق به كل مهمة ما دامت مفتوحة، ويُسجَّل اطلاعك.
tasks-empty = لا مهمة بانتظارك.
task-asks = يطلب { $name }
task-changed-since = { $count ->
    [one] عُدِّل حقل واحد منذ ذلك الحين ولا يُعرض.
   *[other] عُدِّلت { $count } من الحقول منذ ذلك الحين ولا تُعرض.
}
task-contested = يعترض شخص على ما يتضمنه هذا الطلب عنه. لا يُستعمل شيء منه قبل البت في ذلك.
task-answer = جوابك
consequence-answer-task = يصل جوابك إلى المكتب فورًا، ولا ترى هذا الطلب بعد ذلك. ولا يُرسل به شيء إلى الدولة الأخرى.
task-done-question = هل نُفِّذ المطلوب؟
task-done-yes = نعم
task-done-no = لا، أو ليس كله
task-text = ما نُفِّذ وما تقرر، أو سبب عدم التنفيذ
task-file-limit = { $count } ملفات على الأكثر، كل منها { $size }.
task-send = إجابة
task-open = كُلِّف { $name } بمهمة ولم يُجب بعد.
task-done = نفَّذ { $name } ما طُلب.
task-not-done = أجاب { $name }: لم يُنفَّذ، أو ليس كله.
task-files = { $count ->
    [one] أُرفق به ملف واحد: أرفقه إن كان ينبغي أن يصل إلى المكتب الآخر.
   *[other] أُرفقت به { $count } من الملفات: أرفق ما ينبغي أن يصل منها إلى المكتب الآخر.
}
task-answered = أجابت سلطة
task-nobody = لا سلطة يمكن أن تُكلَّف بهذا الطلب: لا أحد مسجل بهذه الصفة وبالتصريح اللازم. راجع المسؤول.
task-authority = أي سلطة
task-asked = ما تطلبه، وبموجب أي قانون
task-due = الجواب منتظر في
task-shows = الملفات التي تراها
task-which = أي مهمة
deadline-task = جواب سلطة
button-give-task = تكليف سلطة
button-take-back-task = سحب مهمة
consequence-give-task = ترى السلطة هذا الطلب كما هو والملفات التي تختارها، ولا شيء غير ذلك من القضية، إلى أن تجيب أو تسحب المهمة. لا يُبلَّغ { $to }.
consequence-take-back-task = لا ترى السلطة الطلب بعد ذلك. لا يُبلَّغ { $to }.
enclose = إرفاق
act-give-task = تكليف سلطة بمهمة
act-take-back-task = سحب مهمة
act-enclose = إرفاق ملف
act-see-task = رؤية مهمة
act-answer-task = الإجابة عن مهمة
act-enter-circle = رؤية ما هو محصور بآخرين منفردًا عند خطر على الحياة
act-keep-rota = كتابة جدول المناوبة
event-task-given = كُلِّف { $name } بمهمة
event-task-done = نفَّذت السلطة ما طُلب
event-task-not-done = أجابت السلطة: لم يُنفَّذ، أو ليس كله
event-task-taken-back = سُحبت المهمة
event-enclosed = ملف من السلطة يُرفق بما يقال لاحقًا
event-circle-entered = فُتحت منفردًا قضية محصورة بآخرين: خطر على الحياة
entered-alone = يرى { $name } منفردًا هذه القضية المحصورة بآخرين: خطر على الحياة.
enter-link = هل هناك خطر على حياة، والقضية غير متاحة لك؟
enter-title = خطر على الحياة: رؤية قضية غير متاحة لك
consequence-enter = يرى من يتولى حماية البيانات فورًا أنك فعلت ذلك ولماذا، وعلى موظف آخر أن يراجعه. وترى القضية إلى ذلك الحين. وتُسجَّل محاولتك ولو لم تكن هناك قضية كهذه.
enter-why = ما الذي يهدد حياة من، ولماذا لا يمكن سؤال أحد ممن لديهم القضية
enter-do = رؤية القضية
enter-none = لا قضية كهذه يمكنك دخولها. سُجِّلت محاولتك.
fault-not-kept = هذه القضية متاحة لك. افتحها كغيرها.
fault-no-task = لم تعد هذه المهمة بانتظار جواب.
fault-task-open = لدى سلطة مهمة في هذه القضية. انتظر الجواب أو اسحب المهمة.
large-the-number-of-tasks = عدد المهام
rota = جدول المناوبة
rota-lead = من المناوب ومتى. ويمكن لقواعد المكتب أن تأخذ ذلك في الحسبان.
rota-zone = بتوقيت { $zone }
rota-empty = لم يكتب أحد جدولًا.
rota-from = من
rota-until = إلى
rota-now = مناوب
rota-add = إضافة نوبة
rota-end = إنهاء الآن
rota-remove = حذف
on-duty = المناوب
fault-turn-ended = تنتهي النوبة بعد بدايتها، لا في الماضي.
fault-turn-too-long = مدة النوبة 96 ساعة على الأكثر. اكتب نوبتين.
fault-turn-overlaps = الموظف مناوب في ذلك الوقت أصلًا. غيِّر تلك النوبة أولًا.
fault-turns-too-many = لا يتسع الجدول لمزيد من النوبات. احذف بعضها أولًا.
fault-no-turn = لا توجد نوبة كهذه لم تنته. أعد تحميل الصفحة.
# Corrections
corrections = التصحيحات
corrected-by = صحّح { $from } ما أبلغ به:
correction-waits = صحّح { $to } ما أبلغكم به. الصحيح ظاهر هنا الآن. بيّنوا ما يؤول إليه. صُحّح:
correction-not-answered = { $to } لم يُجب عن التصحيح المؤرخ
answer-looked-for = يُنتظر الجواب بحلول
correction-prepared = تصحيح ينتظر موظفًا ثانيًا. أُعدّ:
correction-to-approve = تصحيح للموافقة
is-corrected = صُحّح بعد ذلك، ولا يُستخدم بعد الآن
is-wrong-file = خاطئ بقول مرسله، ولا يُستخدم بعد الآن
column-field = الحقل
column-was = ما كان خطأ
column-right = الصحيح
column-reasons = السبب
correct-lead = افتحوا كل حقل كان خاطئًا وضعوا فيه الصحيح واذكروا السبب. ما تتركونه يبقى كما أُبلغ به.
correct-was = كما أُبلغ به
correct-right = الصحيح
correct-why = لماذا كان خطأ، أو كيف عُرف ذلك
correct-text = الجواب كله كما ينبغي أن يُقرأ
correct-wrong-files = ملفات خاطئة
correct-why-missing = اذكروا لماذا كان خطأ: { $field }.
corrected-line = { $field }: { $old } ← { $new }. { $why }
correction-do-follow = اتُّبع: صُحّح هنا، وأُبلغ من كان لديه.
correction-do-not = لم يُتَّبع، للأسباب المذكورة أدناه.
correction-outcome-followed = اتُّبع
correction-outcome-not-followed = لم يُتَّبع
button-correct = تصحيح ما أبلغنا به
button-answer-correction = الجواب عن التصحيح
consequence-correct = على موظف ثانٍ أن يوافق على التصحيح. عندئذ يُبلَّغ { $to } فيُظهر الصحيح مكان الخطأ، وعليه أن يجيب.
consequence-correction = يُوقَّع التصحيح ويُختم لـ { $to } ويُرسل. يُظهر { $to } الصحيح مكان الخطأ، وعليه أن يجيب.
consequence-answer-correction = يُبلَّغ { $to } هل اتُّبع التصحيح، ومن كان لديه الخطأ.
fault-nothing-to-correct = اختاروا ما كان خطأ واذكروا الصحيح. ما استُرجع، أو صُحّح بعد ذلك، لا يُصحَّح.
fault-correction-open = تصحيح ينتظر موظفًا ثانيًا. يجب أن يُوافَق عليه أو يُعاد أولًا.
act-correct = تصحيح ما أُبلغ به
act-answer-correction = الجواب عن تصحيح
redress-corrected = صُحّح لدى { $bureau }

# Evidence packages
button-export-evidence = تصدير كدليل
consequence-export-evidence = تحصل على حزمة مختومة يستطيع متلقيها التحقق منها من دون هذا المكتب. ويُقيَّد في السجل إلى من تُسلَّم ولماذا وبصمة الحزمة. ولا يُبلَّغ { $to } إلا إذا استرجع.
event-exported = سُلِّم كحزمة أدلة: { $use }، { $recipient }
act-export-evidence = تسليم حزمة أدلة
large-the-package = الحزمة
evidence-title = حزمة أدلة { $reference }
evidence-lead = كتب المكتب { $bureau } هذه الصفحة من سجله. يذكر كل سطر القيد الذي يثبته في السجل، ويبيّن README.txt كيف يُتحقق من ذلك من دون المكتب. وما ليس له قيد فهو قول المكتب.
evidence-between = بين
evidence-recipient = المتلقي
evidence-given = سُلِّمت
evidence-key = مفتاح السجل
evidence-shown = المعروض
evidence-of-entries = { $shown } من { $entries } من قيود القضية. وما تقوله القيود الأخرى يبقى لدى المكتب.
evidence-own = ما يخص المكتب
evidence-with-looks = إظهار من اطّلع على القضية ولماذا تصرّف الموظفون أيضًا
evidence-what-stays = لا تخرج المسودات والملاحظات وسجلات المصادر ومن أُسندت إليه القضية أو حُصرت به.
fault-own-turn = لا أحد يسجل نفسه مناوبًا. اطلب ذلك من موظف آخر.
fault-changed = قُدِّم من جديد منذ أن رأيته. اقرأه مرة أخرى ثم قرر.

tab-course = سير الإجراءات
button-report = إبلاغ { $to } بخطوة
consequence-report = يُبلَّغ { $to } بهذه الخطوة وبتاريخها وبما تكتبه. وتبدأ المواعيد التي يربطها القانون بها وتنتهي لدى الجانبين.
course-taken = الخطوات المتخذة
course-empty = لم يُبلَّغ عن أي خطوة بعد.
course-none-here = لا يسمي القانون خطوات لهذا النوع من الطلبات.
course-told-by = بحسب { $from }
course-clocks = المواعيد السارية
course-held = الاحتجاز في الدولة المطلوب إليها
course-held-still = لا يزال محتجزًا
course-held-days = { $count ->
    [zero] لا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
} في المجموع، بما فيها الأول والأخير.
course-next-ours = ما قد يلي من جانبنا
course-next-theirs = ما قد يلي من { $to }
course-starts = يبدأ موعدًا
report-step = أي خطوة
report-next = الأكثر ورودًا الآن
report-others = خطوات أخرى
report-needs = من المختص بكل خطوة وما تتطلبه
report-day = في أي يوم
report-day-help = بحسب تقويم المكان. وفي الجلسة أو التسليم المحدد موعده، اليوم الذي حُدد.
report-time = في أي ساعة
report-zone = المنطقة الزمنية للمكان، مثل Europe/Paris
report-text = ما ينبغي أن يعرفه الجانب الآخر
report-instead = بدلًا من إبلاغ سابق خاطئ
report-instead-none = لا، هذا إبلاغ جديد
report-replaces = يحل محل إبلاغ سابق.
report-remind = ذكّرنا به في
deadline-reminder = تذكير: { $step }
fault-bad-time = يلزم وقت من اليوم، مثل 14:30.
fault-no-step = ليست هذه خطوة من هذه الإجراءات من جانبنا. اختر من القائمة.
fault-step-day = لا يمكن أن تكون هذه الخطوة في المستقبل ولا أن يزيد قِدمها على مئة عام. اكتب اليوم الذي اتُّخذت فيه.
fault-no-zone = ليست هذه منطقة زمنية. اكتب اسمًا مثل Europe/Paris.
fault-no-report = الإبلاغ المراد استبداله سُحب أو استُبدل من قبل. انظر سير إجراءات القضية.
large-the-report = الإبلاغ
large-the-name-of-the-step = اسم الخطوة
large-the-name-of-the-time-zone = اسم المنطقة الزمنية
course-not-counted = ليست هذه خطوة للجانب الذي يبلغ عنها، أو لا يمكن أن يكون تاريخها صحيحًا. وهي لا تبدأ موعدًا ولا تنهيه.
close-running = لا تزال هذه المواعيد سارية وتتوقف هنا مع الإغلاق:

# الترجمات
translations = الترجمات
translation-title = الترجمة: { $language }
translation-lead = كل نص بجانب أصله. تُقارن الأيام والأوقات والمبالغ والأرقام والمواد والمراجع والأسماء والمصطلحات، ويُعرض تحته ما ورد في أحدهما دون الآخر. ويراه الموقّع أولًا.
translation-language-unknown = اذكر اللغة التي كُتب بها الطلب كي تُقرأ تواريخه وأرقامه قراءة صحيحة.
translation-no-texts = لا يتضمن الطلب نصًا يُترجم.
translation-none = غير مترجم.
translation-original = الأصل
translation-text = الترجمة
translation-missing = هذا النص غير مترجم.
translation-same = الأيام والأرقام والمراجع والأسماء والمصطلحات واردة في النصين.
translation-outdated = عُدّل الأصل بعد هذه الترجمة.
translation-by = ترجمه { $name }.
translation-by-machine = ترجمته آلة ({ $engine }) وقارنه بالأصل { $name }.
translation-unread = ترجمته آلة ({ $engine }). لم يُذكر من قارنه بالأصل.
translation-by-nobody = لم يُذكر من يتحمل المسؤولية عن هذه الترجمة.
translation-state = { $done } من { $all } من النصوص
translation-differs = { $count ->
    [zero] لا شيء للنظر فيه
    [one] نقطة واحدة للنظر فيها
    [two] نقطتان للنظر فيهما
    [few] { $count } نقاط للنظر فيها
    [many] { $count } نقطة للنظر فيها
   *[other] { $count } نقطة للنظر فيها
}
differs-date = اليوم
differs-time = الوقت
differs-sum = المبلغ
differs-article = المادة
differs-number = الرقم
differs-reference = المرجع
differs-name = الاسم
differs-term = المصطلح
differs-in-original = وارد في الأصل فقط
differs-in-translation = وارد في الترجمة فقط
differs-script = النصان بكتابتين مختلفتين: قارن كتابة الاسم
differs-instead = تقول الوثائق «{ $term }»
exhibits = الأشياء المحفوظة دليلاً
exhibit-mark = العلامة أو الرقم
exhibit-what = ما هو
exhibit-seal = رقم الختم
exhibit-by = بواسطة
exhibit-to = سُلّم إلى
exhibit-place = المكان
exhibit-holder = بحوزة
exhibit-now = بحوزة { $holder } الآن؛ المكان: { $place }؛ الختم: { $seal }.
exhibit-no-seal = بلا ختم
exhibit-gone = أُتلف أو جرى التصرف فيه.
gap = مسألة مفتوحة:
gap-not-taken = لا تبدأ القيود بضبط الشيء، فلا يُعرف كيف وصل إلى هنا.
gap-taken-again = سبق ضبطه، ولا شيء يفيد بأنه أُعيد.
gap-after-end = سبق إتلافه أو التصرف فيه.
gap-holder = هو بحسب القيد السابق بحوزة غيره.
gap-seal = ليس ختمه آخر ختم أُبلغ عنه.
gap-not-opened = لا شيء يفيد بأن ختمه فُتح.
gap-seal-untold = هو تحت ختم، ولا يذكر القيد الختم الذي وُجد عليه.
gap-left-open = فُتح ختمه ولم يُختم من جديد.
gap-untimed = جرت في ذلك اليوم أمور عدة ولم تُذكر ساعة هذا الأمر، فترتيبه بينها غير مؤكد.
report-exhibit = الشيء، إن كانت الخطوة تخص شيئاً
report-exhibit-help = يخص كل إبلاغ شيئاً واحداً، ويستعمل الجانبان العلامة نفسها له. اذكروا ما هو عند ضبطه. اكتبوا الختم الذي يحمله أو يوضع عليه، وعند الفتح الختم السابق. ويكون الشيء بعد هذه الخطوة بحوزة من قام بها أو من سُلّم إليه.
fault-exhibit-lacks = تخص هذه الخطوة شيئاً. اكتبوا عنه: { $part }.
fault-not-of-exhibit = لا تخص هذه الخطوة شيئاً. اختاروا خطوة تخص شيئاً، أو أفرغوا ما كُتب عن الشيء.
large-a-line-on-the-object = سطر عن الشيء
