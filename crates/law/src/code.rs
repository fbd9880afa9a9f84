//! Closed lists of codes: how the files write a thing, and every one that there is.

macro_rules! codes {
    ($(#[doc = $about:literal])* pub enum $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $code:literal;)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $doc])* $variant,)* }

        impl $name {
            /// Each of them, in the order in which pages show them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// As files and addresses write it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }

            /// The one with this code.
            #[must_use]
            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use codes;

/// Every code of a list, for a message.
pub(crate) fn all<T: Copy>(list: &[T], code: impl Fn(T) -> &'static str) -> String {
    list.iter().map(|one| code(*one)).collect::<Vec<_>>().join(", ")
}
