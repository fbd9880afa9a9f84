//! The closed list of legal grounds on which a request is refused, held, found incomplete or referred.
//!
//! A finding carries exactly one ground; a refusal carries one or two. A ground names the question, not its answer.

/// Who may settle a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecidedBy {
    /// The facts stated and the law on file settle it.
    Program,
    /// A program gathers and refers, it never decides.
    Person,
    /// A program settles the plain case; everything else is a person's.
    Both,
}

macro_rules! grounds {
    ($($(#[doc = $doc:literal])* $variant:ident = $tag:literal, $decides:ident, $group:literal;)*) => {
        /// A legal ground.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Ground { $($(#[doc = $doc])* $variant,)* }

        impl Ground {
            /// Every ground, in the order of the register.
            pub const ALL: &'static [Ground] = &[$(Ground::$variant,)*];

            /// The tag, as findings, refusals and statistics write it.
            #[must_use]
            pub const fn tag(self) -> &'static str {
                match self { $(Ground::$variant => $tag,)* }
            }

            /// Who may settle it.
            #[must_use]
            pub const fn decided_by(self) -> DecidedBy {
                match self { $(Ground::$variant => DecidedBy::$decides,)* }
            }

            /// The heading under which the register lists it.
            #[must_use]
            pub const fn group(self) -> &'static str {
                match self { $(Ground::$variant => $group,)* }
            }

            /// What it means, in one sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Ground::$variant => concat!($($doc),*).trim_ascii(),)* }
            }

            /// The ground with this tag.
            #[must_use]
            pub fn parse(tag: &str) -> Option<Ground> {
                Ground::ALL.iter().copied().find(|ground| ground.tag() == tag)
            }
        }
    };
}

grounds! {
    /// Offence, charge or request is political, or politics outweighs the ordinary crime in it; speech, assembly and State security belong here.
    PoliticalCharacter = "political-character", Both, "Nature of the case";
    /// Purely military offence, or acts in an armed conflict that are no international crime.
    MilitaryOffence = "military-offence", Both, "Nature of the case";
    /// Offence of religious or racial character, or a request made to punish or prejudice because of race, religion, nationality, origin, sex, orientation or opinion.
    DiscriminationPurpose = "discrimination-purpose", Person, "Nature of the case";
    /// Conduct on whose punishment behavioural or cultural norms differ (honour, prostitution, own use of drugs).
    BehaviouralNorms = "behavioural-norms", Both, "Nature of the case";
    /// Custody, inheritance or another family quarrel carried by criminal means.
    FamilyMatter = "family-matter", Both, "Nature of the case";
    /// Private or commercial dispute, debt, unfunded cheque, breach of licensing or other administrative rules.
    PrivateOrAdministrativeMatter = "private-or-administrative-matter", Both, "Nature of the case";
    /// Tax, duty or currency offence: excluded, admitted on conditions, or expressly no ground.
    FiscalOffence = "fiscal-offence", Program, "Nature of the case";
    /// Request made in bad faith, with misleading statements, or to misuse the channel.
    AbuseOfProcess = "abuse-of-process", Person, "Nature of the case";
    /// No counterpart offence in the requested State, for all or some counts, at the date that counts.
    DualCriminality = "dual-criminality", Both, "The offence";
    /// Maximum penalty, sentence imposed or sentence left is below the figure required.
    PenaltyThreshold = "penalty-threshold", Program, "The offence";
    /// Offence too minor for the measure or the channel, whatever the figure.
    Seriousness = "seriousness", Both, "The offence";
    /// Measure or its effect on the person is out of proportion to the aim.
    Proportionality = "proportionality", Person, "The offence";
    /// Identity particulars missing, or the wrong person.
    Identity = "identity", Both, "What the request says and encloses";
    /// Facts, role of this person, time, place, means or gain not told, vague or contradictory.
    DescriptionOfActs = "description-of-acts", Both, "What the request says and encloses";
    /// Charge, text of the law or statement of the penalty missing or wrong.
    ChargesAndLaw = "charges-and-law", Program, "What the request says and encloses";
    /// No warrant or enforceable judgment, not in force, not confirmed, or no copy.
    Warrant = "warrant", Program, "What the request says and encloses";
    /// Who issued it may not: not judicial, not independent, not validated, without jurisdiction.
    IssuingAuthority = "issuing-authority", Both, "What the request says and encloses";
    /// Evidence below the standard that the requested State asks for; or evidence disputed where none is asked for.
    EvidenceThreshold = "evidence-threshold", Person, "What the request says and encloses";
    /// Form, section, signature, seal, certification, copies or number of documents wanting.
    Formalities = "formalities", Program, "What the request says and encloses";
    /// Not in an accepted language, or translation missing.
    Language = "language", Program, "What the request says and encloses";
    /// No treaty, law or reciprocity obliges or allows the requested State to act; or two duties conflict.
    TreatyBasis = "treaty-basis", Program, "Way, instrument and conduct of the sender";
    /// Wrong channel, authority or recipient, or another instrument must be used.
    Channel = "channel", Program, "Way, instrument and conduct of the sender";
    /// Conditions proper to this kind of notice or diffusion are not met (purpose, status, international interest); another kind fits.
    NoticeConditions = "notice-conditions", Program, "Way, instrument and conduct of the sender";
    /// Not missing to the police, not reported, or privacy of an adult bars the search.
    MissingPerson = "missing-person", Both, "Way, instrument and conduct of the sender";
    /// No authority's assessment of a threat, or not on convictions or other reasonable grounds.
    ThreatAssessment = "threat-assessment", Both, "Way, instrument and conduct of the sender";
    /// A period set by law has run out: papers after arrest, objection, answer, revision.
    TimeLimit = "time-limit", Program, "Way, instrument and conduct of the sender";
    /// Sender remains passive: no undertaking to ask for extradition, no steps when the person is found, no answer to questions.
    NoActionBySource = "no-action-by-source", Both, "Way, instrument and conduct of the sender";
    /// A State or body has refused, or found against, the same matter; to be recorded, and its reasons count.
    EarlierRefusal = "earlier-refusal", Both, "Way, instrument and conduct of the sender";
    /// Same person finally judged or settled for the same acts (bis de eadem re).
    NeBisInIdem = "ne-bis-in-idem", Both, "Bars";
    /// Prosecution or penalty is time-barred under a law that counts.
    LapseOfTime = "lapse-of-time", Both, "Bars";
    /// Amnesty or pardon in force for the offence.
    Amnesty = "amnesty", Both, "Bars";
    /// Below the age of criminal responsibility.
    AgeOfResponsibility = "age-of-responsibility", Program, "Bars";
    /// Immunity or privilege of office, mandate, profession or press.
    Immunity = "immunity", Person, "Bars";
    /// Requested State does not give up its own nationals or residents, or only on conditions.
    Nationality = "nationality", Program, "Bars";
    /// Citizen of another member State: the home State must be told and its warrant goes first.
    HomeStatePriority = "home-state-priority", Program, "Bars";
    /// National or resident may serve the sentence in the requested State.
    EnforcementAtHome = "enforcement-at-home", Both, "Bars";
    /// Better tried elsewhere: acts on own territory, parallel proceedings, decision not to prosecute, competing requests, transfer.
    Forum = "forum", Person, "Bars";
    /// Law or order reaches acts, persons or data abroad that it may not reach.
    TerritorialReach = "territorial-reach", Both, "Bars";
    /// Tried, held or handed on for something else than what was granted; evidence used beyond the request.
    Speciality = "speciality", Both, "Bars";
    /// Sovereignty, security, public order or other essential interests.
    EssentialInterests = "essential-interests", Person, "Bars";
    /// Relied on, but expressly no ground.
    BankSecrecy = "bank-secrecy", Program, "Bars";
    /// A refusal or delay without reasons, or without a basis that could be checked.
    ReasonsForRefusal = "reasons-for-refusal", Both, "Bars";
    /// Another right, or rights as a whole: life, liberty, expression, private life; no narrower tag fits.
    HumanRights = "human-rights", Person, "Rights of the person";
    /// Real risk, or past use, of torture or inhuman treatment.
    TortureOrIllTreatment = "torture-or-ill-treatment", Person, "Rights of the person";
    /// Prison conditions: space, regime, isolation.
    DetentionConditions = "detention-conditions", Person, "Rights of the person";
    /// Flagrant denial of a fair hearing: courts, defence, notice of charges, presumption of innocence, tainted evidence, special court.
    FairTrial = "fair-trial", Person, "Rights of the person";
    /// Tried in absence without summons, counsel or retrial.
    TrialInAbsence = "trial-in-absence", Both, "Rights of the person";
    /// Death penalty possible or imposed, without a binding assurance.
    DeathPenalty = "death-penalty", Both, "Rights of the person";
    /// Life term without real review, or grossly disproportionate.
    LifeSentence = "life-sentence", Person, "Rights of the person";
    /// Illness, unfitness, danger of suicide.
    Health = "health", Person, "Rights of the person";
    /// Best interests of a child: the person's own, or a minor sought.
    ChildInterests = "child-interests", Person, "Rights of the person";
    /// Refugee or like protection; return to the feared State.
    RefugeeProtection = "refugee-protection", Both, "Rights of the person";
    /// An assurance or guarantee is missing, vague, late, not binding or not monitored.
    Assurances = "assurances", Both, "Rights of the person";
    /// A court or body has ordered a stay.
    InterimMeasure = "interim-measure", Program, "Rights of the person";
    /// No remedy against the measure, or surrender before it could be used.
    LegalRemedy = "legal-remedy", Both, "Rights of the person";
    /// Measure could not be ordered, or not by this authority, in a like case at home; or does not exist in the requested State.
    DomesticCompetence = "domestic-competence", Program, "Measures of evidence";
    /// State on whose territory the target is, or whose service is used, was not told.
    NotificationOfOtherState = "notification-of-other-state", Program, "Measures of evidence";
    /// Defence cannot see or challenge the evidence.
    DefenceAccessToEvidence = "defence-access-to-evidence", Person, "Measures of evidence";
    /// Access to communications or other private data without independent prior review, or for too slight a crime for the interference.
    DataAccessSafeguards = "data-access-safeguards", Both, "Measures of evidence";
    /// No explicit purpose, purpose reached or no longer reachable, other use than recorded.
    PurposeOfData = "purpose-of-data", Both, "Data";
    /// National law does not allow the recording, or the proceedings behind the data are unlawful.
    LawfulnessOfData = "lawfulness-of-data", Both, "Data";
    /// Data wrong, out of date, irrelevant or excessive; file to be updated.
    AccuracyOfData = "accuracy-of-data", Both, "Data";
    /// Kept beyond the period, or prolonged without reasons.
    Retention = "retention", Program, "Data";
    /// Transfer to a State or body without the assessment or safeguards that data law demands.
    DataTransfer = "data-transfer", Both, "Data";
    /// Data on origin, opinion, belief, health, sexuality or biometrics without special need or marking.
    SensitiveData = "sensitive-data", Both, "Data";
    /// Minor, victim or witness recorded without the marking and limits that protect them.
    ProtectedPersons = "protected-persons", Program, "Data";
    /// Classification or a handling limit forbids this recipient, use or channel.
    HandlingCode = "handling-code", Program, "Data";
    /// Ownership or good faith claimed in an object recorded as stolen or sought.
    Property = "property", Person, "Data";
    /// A matter already decided is reopened: needs a new and decisive fact.
    RevisionWithoutNewFact = "revision-without-new-fact", Both, "Data";
}

impl std::fmt::Display for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}
