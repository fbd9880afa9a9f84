//! What the law says of a request.
//!
//! Law is data: packs of rules, each rule with its provision, source, dates and cases beside it. A rule is *met*, *not
//! met* or *not known*; what is not known yields the question to ask and who can answer it; what needs judgement is
//! referred to a person. Nothing here knows today's date, a bureau or a database. A module imports only modules declared
//! after it.

pub mod review;
pub mod schema;
pub mod request_file;
pub mod cases;
pub mod browse;
pub mod answer;
pub mod settle;
pub mod check;
pub mod compare;
pub mod search;
pub mod route;
pub mod load;
pub mod clock;
pub mod corpus;
pub mod bridge;
pub mod offence;
pub mod instrument;
pub mod jurisdiction;
pub mod term;
pub mod duty;
pub mod step;
pub mod deadline;
pub mod rule;
pub mod parties;
pub mod cel;
pub mod values;
pub mod expression;
pub mod words;
pub mod register;
pub mod pack;
mod code;

pub use check::Question;
pub use corpus::Law;
pub use load::LoadFault;
pub use rule::Stage;
