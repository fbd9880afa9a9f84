//! Forms that act: each carries a secret word, and whoever sends the same one again, by a second click or after going back,
//! is given what came of it the first time. The words live in memory, as sessions do.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use bureau::DoorFault;
use bureau::ports::StoreFault;
use case::id::{CaseId, OfficerId};
use tokio::sync::OnceCell;

/// Forms that are remembered; the oldest give way.
const FORMS_SENT_MAX: usize = 10_000;
/// Longest word of a form, in letters.
const WORD_LETTERS_MAX: usize = 64;

/// The case that a form acted on, once it has.
type Outcome = Arc<OnceCell<CaseId>>;

/// The forms that were sent, by officer and word.
#[derive(Default)]
pub(crate) struct SentForms(Mutex<VecDeque<(OfficerId, String, Outcome)>>);

impl SentForms {
    /// Does what a form asks for, unless it was done already; while it is being done, a second sender waits for the first.
    /// What failed may be tried again. It goes on when the browser goes away in the middle. A form without a word is no
    /// form of ours: what it does is judged by itself.
    pub(crate) async fn once(
        &self,
        officer: OfficerId,
        word: &str,
        act: impl Future<Output = Result<CaseId, DoorFault>> + Send + 'static,
    ) -> Result<CaseId, DoorFault> {
        let outcome = self.outcome(officer, word);
        let done = tokio::spawn(async move { outcome.get_or_try_init(|| act).await.copied() });
        done.await.unwrap_or_else(|broken| Err(StoreFault::Broken(broken.to_string()).into()))
    }

    fn outcome(&self, officer: OfficerId, word: &str) -> Outcome {
        if word.is_empty() || word.len() > WORD_LETTERS_MAX {
            return Outcome::default();
        }
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = sent.iter().find(|(of, known, _)| *of == officer && known == word);
        if let Some((_, _, outcome)) = known {
            return outcome.clone();
        }
        if sent.len() >= FORMS_SENT_MAX {
            sent.pop_front();
        }
        let outcome = Outcome::default();
        sent.push_back((officer, word.to_owned(), outcome.clone()));
        outcome
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Default)]
    struct World {
        forms: SentForms,
        acts: Arc<AtomicUsize>,
    }

    impl World {
        /// Sends a form; gives how many acts there were after it.
        async fn send(&self, officer: u8, word: &str, result: Result<CaseId, DoorFault>) -> usize {
            let acts = self.acts.clone();
            let act = async move {
                tokio::task::yield_now().await;
                acts.fetch_add(1, Ordering::Relaxed);
                result
            };
            let _ = self.forms.once(OfficerId::from_bytes([officer; 16]), word, act).await;
            self.acts.load(Ordering::Relaxed)
        }
    }

    fn case() -> Result<CaseId, DoorFault> {
        Ok(CaseId::from_bytes([7; 16]))
    }

    #[tokio::test]
    async fn a_form_acts_once() {
        let world = World::default();
        assert_eq!(world.send(1, "a", case()).await, 1);
        assert_eq!(world.send(1, "a", case()).await, 1);
        assert_eq!(world.send(2, "a", case()).await, 2, "another officer's is another form");
        assert_eq!(world.send(1, "b", Err(DoorFault::NoSuchCase)).await, 3);
        assert_eq!(world.send(1, "b", case()).await, 4, "what failed is tried again");
        assert_eq!(world.send(1, "", case()).await, 5);
        assert_eq!(world.send(1, "", case()).await, 6, "a form without a word");
    }

    #[tokio::test]
    async fn two_clicks_at_once_act_once() {
        let world = World::default();
        tokio::join!(world.send(1, "a", case()), world.send(1, "a", case()));
        assert_eq!(world.acts.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn it_goes_on_when_the_browser_goes_away() {
        let world = World::default();
        let sent = world.send(1, "a", case());
        assert!(futures::FutureExt::now_or_never(sent).is_none(), "not done at once");
        assert_eq!(world.send(1, "a", case()).await, 1);
    }

    #[tokio::test]
    async fn the_oldest_give_way() {
        let forms = SentForms::default();
        let officer = OfficerId::from_bytes([1; 16]);
        let first = forms.outcome(officer, "0");
        for number in 1..FORMS_SENT_MAX {
            forms.outcome(officer, &number.to_string());
        }
        assert!(Arc::ptr_eq(&first, &forms.outcome(officer, "0")));
        forms.outcome(officer, "one more");
        assert!(!Arc::ptr_eq(&first, &forms.outcome(officer, "0")));
    }
}
