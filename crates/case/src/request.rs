//! Requests: their kinds and what all of them carry.

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $variant:ident = $code:literal;)*) => {
        /// What is asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind { $($(#[doc = $doc])* $variant,)* }

        impl Kind {
    /// Whether it puts data before other bureaus to keep and look up, as notices and diffusions do.
    #[must_use]
    pub const fn is_published(self) -> bool {
        !self.is_judicial() && !matches!(self, Kind::InformationRequest | Kind::Message)
    }

            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            /// As addresses, files and journals write it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Kind::$variant => $code,)* }
            }

            /// The kind with this code.
            #[must_use]
            pub fn parse(code: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

kinds! {
    /// A question to another bureau.
    InformationRequest = "information-request";
    /// Locate and arrest with a view to extradition (RPD art. 82).
    RedNotice = "red-notice";
    /// Detain before the papers of an extradition arrive (UNTOC art. 16(9); ETS 24 art. 16).
    ProvisionalArrest = "provisional-arrest";
    /// Hand over a person for prosecution or sentence (UNTOC art. 16; ETS 24).
    Extradition = "extradition";
    /// Evidence, service, search and other measures for a prosecution elsewhere (UNTOC art. 18; ETS 30).
    MutualLegalAssistance = "mla";
    /// A wanted person's data sent to chosen bureaus (RPD art. 97).
    Diffusion = "diffusion";
    /// Locate, identify or obtain information on a person (RPD art. 88).
    BlueNotice = "blue-notice";
    /// Warn of a person's criminal activities (RPD art. 89).
    GreenNotice = "green-notice";
    /// Find a missing person (RPD art. 90).
    YellowNotice = "yellow-notice";
    /// Identify a dead body (RPD art. 91).
    BlackNotice = "black-notice";
    /// Tell of a way of committing crime (RPD art. 92).
    PurpleNotice = "purple-notice";
    /// Warn of an imminent danger (RPD art. 93).
    OrangeNotice = "orange-notice";
    /// Trace assets (pilot of 2025).
    SilverNotice = "silver-notice";
    /// Tell of sanctions of the Security Council against a person or entity (RPD art. 95).
    UnSpecialNotice = "un-special-notice";
    /// Surrender on an arrest warrant (Framework Decision 2002/584).
    Surrender = "surrender-eaw";
    /// An investigation order (Directive 2014/41).
    InvestigationOrder = "eio";
    /// Access to communications data.
    DataAccess = "data-access";
    /// A travel document recorded as stolen or lost.
    TravelDocumentRecord = "sltd-record";
    /// A vehicle recorded as stolen.
    VehicleRecord = "smv-record";
    /// A message of no other kind.
    Message = "message";
}

impl Kind {
    /// Whether courts and prosecutors ask it of one another, so that what comes of it is for proceedings.
    #[must_use]
    pub const fn is_judicial(self) -> bool {
        matches!(
            self,
            Kind::ProvisionalArrest
                | Kind::Extradition
                | Kind::MutualLegalAssistance
                | Kind::Surrender
                | Kind::InvestigationOrder
                | Kind::DataAccess
        )
    }
}
