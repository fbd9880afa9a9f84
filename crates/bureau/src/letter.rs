//! Papers of a case: which ones it can become, what each lacks, and drawing one.

use case::fact::Facts;
use case::handling::Use;
use case::id::{CaseId, OfficerId};
use case::life::{Case, Side, may_use};

use crate::advice;
use crate::door::{Bureau, Inner, day_of};
use crate::fault::DoorFault;
use crate::look::CaseView;
use crate::paper::{Naming, PaperAsked, PaperDrawn, PaperFault, PaperKind, draw, forms};

/// A paper that a case can become, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// Which paper.
    pub paper: PaperKind,
    /// Its heading.
    pub title: String,
    /// The provisions that it follows.
    pub source: String,
    /// What stands against it: the labels of boxes that must be filled and are not, and what the law refuses or asks for besides.
    pub against: Vec<String>,
}

impl Bureau {
    /// The papers that a case can become, and what each of them lacks. Whoever has the view has looked; this is no further look.
    #[must_use]
    pub fn letters(&self, view: &CaseView, naming: &dyn Naming) -> Vec<LetterRow> {
        let Ok(library) = forms() else { return Vec::new() };
        let facts = advice::counted(&view.case, view.case.facts());
        let rows = library.papers(view.case.kind).filter(|paper| is_ours(*paper, &view.case));
        let row = |paper| {
            let drawn =
                draw(&self.0.law, library, &self.0.asked_of(&view.case, paper, &facts), naming).ok()?;
            let source = library.form(&drawn.paper.form)?.source.clone();
            let mut against: Vec<String> = drawn.paper.gaps().map(|field| field.label.clone()).collect();
            // The first line tells how many boxes are empty; what follows has no box.
            let told = usize::from(!against.is_empty());
            against.extend(drawn.paper.against.iter().skip(told).cloned());
            Some(LetterRow { paper, title: drawn.paper.title.clone(), source, against })
        };
        rows.filter_map(row).collect()
    }

    /// Draws a paper of a case, to be typeset. That is a look, and a copy of what the other bureau told, where it told it.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn letter(
        &self,
        officer: OfficerId,
        id: CaseId,
        paper: PaperKind,
        naming: &(dyn Naming + Sync),
        purpose: &str,
    ) -> Result<PaperDrawn, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let (may, case) = self.0.permitted_in(&mut writer, officer, "look", id).await?;
        if case.side == Side::Requested {
            may_use(&case, Use::Copying, "")?;
        }
        let facts = advice::counted(&case, case.facts());
        let asked = self.0.asked_of(&case, paper, &facts);
        if !is_ours(paper, &case) {
            return Err(PaperFault::NoForm { paper, kind: asked.kind }.into());
        }
        // What cannot be drawn is no look.
        let drawn = draw(&self.0.law, forms()?, &asked, naming)?;
        self.0.taken_out(&mut writer, (id, case), may, purpose).await?;
        Ok(drawn)
    }
}

impl Inner {
    fn asked_of<'a>(&self, case: &'a Case, paper: PaperKind, facts: &'a Facts) -> PaperAsked<'a> {
        let (from, to) = advice::states_of(&self.directory(), case);
        let on = day_of(self.clock.now());
        let (reference, level) = (Some(&*case.reference), case.level());
        PaperAsked { paper, kind: case.kind, from, to, on, reference, level, facts }
    }
}

/// Whether our side of a case writes this paper. The request itself may be printed by both.
fn is_ours(paper: PaperKind, case: &Case) -> bool {
    paper == PaperKind::Request || paper.is_answer() == (case.side == Side::Requested)
}
