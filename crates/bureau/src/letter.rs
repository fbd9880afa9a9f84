//! Papers of a case: which ones it can become, what each lacks, and drawing one.

use std::collections::BTreeSet;

use case::exchange::Said;
use case::fact::{Facts, Value};
use case::handling::{Handling, Use};
use case::id::{CaseId, OfficerId};
use case::life::{Act, Case, Deadline, Side, Stage, Step, may_use};
use case::translation;

use crate::advice;
use crate::detention::{self, Detention};
use crate::door::{Bureau, Inner, day_of};
use crate::exhibit::{self, Chain, Link};
use crate::fault::DoorFault;
use crate::look::CaseView;
use crate::paper::{GROUNDS, Naming, PaperAsked, PaperDrawn, PaperFault, PaperKind, draw, forms};

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
        let rows = library.papers(view.case.kind).filter(|paper| self.0.is_ours(*paper, &view.case));
        let row = |paper| {
            let facts = self.0.facts_of_paper(&view.case, paper, naming);
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

    /// Draws a paper of a case, to be typeset. It is given to nobody before [`Bureau::letter_out`] has recorded that.
    ///
    /// # Errors
    /// A [`DoorFault`].
    pub async fn letter(
        &self,
        officer: OfficerId,
        id: CaseId,
        paper: PaperKind,
        naming: &(dyn Naming + Sync),
    ) -> Result<PaperDrawn, DoorFault> {
        let mut writer = self.0.take_pen().await?;
        let (_, case) = self.0.permitted_in(&mut writer, officer, "look", id).await?;
        may_be_copied(&case, paper)?;
        let facts = self.0.facts_of_paper(&case, paper, naming);
        let asked = self.0.asked_of(&case, paper, &facts);
        if !self.0.is_ours(paper, &case) {
            return Err(PaperFault::NoForm { paper, kind: asked.kind }.into());
        }
        let mut drawn = draw(&self.0.law, forms()?, &asked, naming)?;
        drawn.revision = Some(case.revision);
        Ok(drawn)
    }

    /// Records that a paper was drawn and is taken out, by its form, its language and its digest: a look, and a copy of what the
    /// other bureau told, where it told it. Gives the paper, signed with the bureau's key where all that it tells was said between
    /// the bureaus and stands; what nobody has approved is never signed.
    ///
    /// # Errors
    /// A [`DoorFault`]; the paper is not given out then.
    pub async fn letter_out(
        &self,
        officer: OfficerId,
        id: CaseId,
        out: LetterOut,
        purpose: &str,
    ) -> Result<Vec<u8>, DoorFault> {
        let LetterOut { paper, form, language, revision, pdf } = out;
        let mut writer = self.0.take_pen().await?;
        let (may, case) = self.0.permitted_in(&mut writer, officer, "look", id).await?;
        may_be_copied(&case, paper)?;
        // What was drawn before the case went on is not signed for what it is now.
        let is_said = has_left(&case) && revision == Some(case.revision);
        let pdf = if is_said { self.0.signed_paper(pdf, self.0.time_of_entry(&writer))? } else { pdf };
        let act = Act::Draw { form, language, digest: seal::digest::sha256(&pdf) };
        self.0.taken_out_with(&mut writer, (id, case), may, (act, purpose)).await?;
        Ok(pdf)
    }
}

/// A paper that is taken out.
#[derive(Debug, Clone)]
pub struct LetterOut {
    /// What it is.
    pub paper: PaperKind,
    /// The form that it follows.
    pub form: String,
    /// Its language.
    pub language: String,
    /// The case's revision when it was drawn.
    pub revision: Option<u64>,
    /// The file.
    pub pdf: Vec<u8>,
}

/// Whether all that the papers of a case tell was said between the bureaus and stands: the request went out, or came in; nothing of it
/// was recalled or withdrawn; and no field says anything else than what was said.
fn has_left(case: &Case) -> bool {
    let recalled = case.recalled();
    let stands = case.statement().filter(|told| !recalled.contains(&told.message));
    let stated = stands.and_then(|told| told.said.stated());
    stated.is_some_and(|stated| *stated == case.facts())
        && case.correction.is_none()
        && case.stage != Stage::Withdrawn
}

/// A paper is a copy of what the other bureau told: the request, on the side that was asked; on either, steps that both report.
fn may_be_copied(case: &Case, paper: PaperKind) -> Result<(), DoorFault> {
    if case.side == Side::Requested || paper == PaperKind::Custody {
        may_use(case, Use::Copying, "")?;
    }
    Ok(())
}

impl Inner {
    /// What a paper is drawn from: what the request states, and where it tells what was said, that.
    fn facts_of_paper(&self, case: &Case, paper: PaperKind, naming: &dyn Naming) -> Facts {
        let mut facts = advice::counted(case, case.facts());
        // What was changed after it was translated stands alone.
        let revision = |name: &str| case.fields.get(name).map_or(0, |state| state.revision);
        let is_outdated =
            |name: &str| translation::parts(name).is_some_and(|(field, _)| revision(name) < revision(field));
        facts.retain(|name, _| !is_outdated(name));
        facts.extend(match paper {
            PaperKind::Answer => answer(case),
            PaperKind::Refusal => refusal(case),
            PaperKind::Course => self.course(case, naming),
            PaperKind::Detention => self.detention(case, naming),
            PaperKind::Custody => self.custody(case, naming),
            _ => Facts::new(),
        });
        facts
    }

    /// The steps that stand and the periods that run, a line each.
    fn course(&self, case: &Case, naming: &dyn Naming) -> Facts {
        let course = advice::course(&self.law, case);
        let marks = |of: fn(&Handling) -> &str| -> Value {
            let all: BTreeSet<&str> = course.iter().map(|step| of(&step.report.handling)).collect();
            let all = all.into_iter().filter(|mark| !mark.trim().is_empty());
            Value::List(all.map(|mark| Value::Text(mark.to_owned())).collect())
        };
        let (marking, terms) = (marks(|one| &one.marking), marks(|one| &one.terms));
        let steps: Vec<String> = course.iter().map(|step| step_line(step, naming)).collect();
        let runs = |one: &&Deadline| self.law.begins_with_step(&one.name);
        let period = |one: &Deadline| format!("{}: {}", naming.day(one.due), one.provision);
        let periods: Vec<String> = case.deadlines.iter().filter(runs).map(period).collect();
        Facts::from([
            ("said.steps".to_owned(), Value::Text(steps.join("\n"))),
            ("said.periods".to_owned(), Value::Text(periods.join("\n"))),
            ("said.marking".to_owned(), marking),
            ("said.terms".to_owned(), terms),
        ])
    }

    /// The times in which the person was held, a line each, and how many days they come to.
    fn detention(&self, case: &Case, naming: &dyn Naming) -> Facts {
        let today = day_of(self.clock.now());
        let all = detention::detentions(&self.law, &advice::course(&self.law, case));
        let line = |one: &Detention| {
            let until = one.until.map(|until| naming.day(until)).unwrap_or_default();
            format!("{} – {until}: {}", naming.day(one.from), naming.number(one.days(today), Some("day")))
        };
        let mut facts = self.course(case, naming);
        facts.insert(
            "said.detention".to_owned(),
            Value::Text(all.iter().map(line).collect::<Vec<_>>().join("\n")),
        );
        facts.insert("said.detention_days".to_owned(), Value::Number(detention::days(&all, today)));
        facts
    }

    /// The objects that are held as evidence, each entry of their chains, and what these leave open, a line each.
    fn custody(&self, case: &Case, naming: &dyn Naming) -> Facts {
        let label = |part: &str| naming.code("said.custody", part);
        let told = |parts: &[(&str, &str)]| {
            let told = parts.iter().filter(|(_, text)| !text.is_empty());
            told.map(|(part, text)| format!("{}: {text}", label(part))).collect::<Vec<_>>().join("; ")
        };
        let (mut objects, mut entries, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        for Chain { mark, what, links, held } in exhibit::chains(&self.law, case) {
            let (holder, seal) = (held.holder.unwrap_or_default(), held.seal.unwrap_or_default());
            let now = told(&[("holder", holder), ("place", held.place), ("seal", seal)]);
            objects.push(format!("{mark}: {what}. {now}"));
            for Link { step, exhibit, gaps: open, .. } in &links {
                let line = step_line(step, naming);
                let parts = told(&exhibit.parts().map(|(part, text)| match part {
                    "mark" | "what" => (part, ""),
                    _ => (part, text),
                }));
                let words: Vec<&str> = step.report.text.split_whitespace().collect();
                entries.push(format!("{mark}: {line}. {parts}. {}", words.join(" ")).trim().to_owned());
                gaps.extend(open.iter().map(|gap| {
                    let words = naming.code("said.gaps", gap.kind.code());
                    format!("{mark}: {line}: {words} {}", gap.values()).trim().to_owned()
                }));
            }
        }
        let mut facts = self.course(case, naming);
        let lines = [("said.exhibits", objects), ("said.custody", entries), ("said.gaps", gaps)];
        facts.extend(lines.map(|(name, lines)| (name.to_owned(), Value::Text(lines.join("\n")))));
        facts
    }

    /// Whether our side of a case writes this paper, and what it tells was said. What is of both may be printed by both.
    fn is_ours(&self, paper: PaperKind, case: &Case) -> bool {
        let told = match paper {
            PaperKind::Answer => !answer(case).is_empty(),
            PaperKind::Refusal => !refusal(case).is_empty(),
            PaperKind::Course => !case.course().is_empty(),
            PaperKind::Detention => {
                !detention::detentions(&self.law, &advice::course(&self.law, case)).is_empty()
            }
            PaperKind::Custody => !exhibit::chains(&self.law, case).is_empty(),
            _ => true,
        };
        told && (paper.is_of_both() || paper.is_answer() == (case.side == Side::Requested))
    }

    fn asked_of<'a>(&self, case: &'a Case, paper: PaperKind, facts: &'a Facts) -> PaperAsked<'a> {
        let (from, to) = advice::states_of(&self.directory(), case);
        let on = day_of(self.clock.now());
        let (reference, level) = (Some(&*case.reference), case.level());
        PaperAsked { paper, kind: case.kind, from, to, on, reference, level, facts }
    }
}

/// A step as papers tell it: when, which, and who reported it.
fn step_line(step: &Step<'_>, naming: &dyn Naming) -> String {
    let (report, from) = (step.report, &step.told.from);
    let time = report.happened.time.as_ref();
    let time = time.map(|(time, zone)| format!(" {} ({zone})", time.strftime("%H:%M")));
    let name = naming.code("said.steps", &report.step);
    let day = naming.day(report.happened.day);
    format!("{day}{}: {name} ({from})", time.unwrap_or_default())
}

/// What was answered as it stands: every part that was not recalled, in place of one that was wrong its correction.
fn answer(case: &Case) -> Facts {
    let (recalled, corrected) = (case.recalled(), case.corrected());
    let by_us = || case.said_by(Side::Requested).filter(|told| !recalled.contains(&told.message));
    let (mut parts, mut files, mut complete, mut last) = (Vec::new(), Vec::new(), false, None);
    for answered in by_us() {
        let Said::Answered { complete: whole, .. } = answered.said else { continue };
        complete |= whole;
        let mut stands = answered;
        files.extend(&stands.attachments);
        while let Some(next) = corrected.get(&stands.message) {
            let Some(told) = by_us().find(|told| told.message == *next) else { break };
            stands = told;
            files.extend(&stands.attachments);
        }
        if let Said::Answered { text, handling, .. } | Said::AnswerCorrected { text, handling, .. } =
            &stands.said
        {
            parts.push(Value::Text(text.clone()));
            last = Some((stands.at, handling));
        }
    }
    let Some((at, handling)) = last else { return Facts::new() };
    let right = files.into_iter().filter(|file| !case.wrong_files.contains(&file.id));
    Facts::from([
        ("said.day".to_owned(), Value::Day(day_of(at))),
        ("said.complete".to_owned(), Value::Flag(complete)),
        ("said.text".to_owned(), Value::List(parts)),
        ("said.files".to_owned(), Value::List(right.map(|file| Value::Text(file.name.clone())).collect())),
        ("said.terms".to_owned(), Value::Text(handling.terms.clone())),
        ("said.marking".to_owned(), Value::Text(handling.marking.clone())),
    ])
}

/// The refusal with its grounds.
fn refusal(case: &Case) -> Facts {
    let refused = case.said_by(Side::Requested).find_map(|told| match &told.said {
        Said::Refused { grounds, reasons } => Some((told.at, grounds, reasons)),
        _ => None,
    });
    let Some((at, grounds, reasons)) = refused else { return Facts::new() };
    let grounds = grounds.iter().map(|ground| Value::Text(ground.tag().to_owned())).collect();
    Facts::from([
        ("said.day".to_owned(), Value::Day(day_of(at))),
        (GROUNDS.to_owned(), Value::List(grounds)),
        ("said.reasons".to_owned(), Value::Text(reasons.clone())),
    ])
}
