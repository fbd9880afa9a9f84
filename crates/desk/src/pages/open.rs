//! Opening a case for an officer: reading it, which is a look that the journal records, and its findings.

use bureau::CaseView;
use case::id::CaseId;
use maud::Markup;

use crate::fault::Fault;
use crate::officer::Signed;
use crate::parts::findings::{Column, findings};

/// Reads a case for an officer; an identifier that is none is answered like a case that is not there.
pub(crate) async fn view(signed: &Signed, id: &str) -> Result<CaseView, Fault> {
    let id: CaseId = id.parse().map_err(|_| Fault::NotFound)?;
    // The purpose is settled by the posting first; the stage refines what later acts are journaled with.
    Ok(signed.app.bureau().case(signed.officer.id, id, signed.purpose(None)).await?)
}

/// The findings column for a case as it stands.
pub(crate) fn column(signed: &Signed, view: &CaseView) -> Markup {
    let bureau = signed.app.bureau();
    let facts = view.case.facts();
    findings(&Column {
        texts: signed.texts(),
        case: view.id,
        opinion: &view.opinion,
        facts: &facts,
        may_edit: view.may.contains(&"edit"),
        field: &|name| bureau.field(name, signed.language()),
        revision: &|name| view.case.fields.get(name).map_or(0, |state| state.revision),
    })
}
