//! Forms that were sent: each carries a secret word, and the same one sent again does nothing twice. The words live in
//! memory, as sessions do.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Forms that are remembered; the oldest give way.
pub(crate) const FORMS_SPENT_MAX: usize = 10_000;
/// Longest word of a form, in letters.
const WORD_LETTERS_MAX: usize = 64;

/// The words of forms that were sent.
#[derive(Default)]
pub(crate) struct SpentForms(Mutex<VecDeque<String>>);

impl SpentForms {
    /// Spends the word of a form; says no when it was spent before. A form without a word is no form of ours, and passes:
    /// what it does is judged by itself.
    pub(crate) fn spend(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > WORD_LETTERS_MAX {
            return true;
        }
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.iter().any(|known| known == word) {
            return false;
        }
        if spent.len() >= FORMS_SPENT_MAX {
            spent.pop_front();
        }
        spent.push_back(word.to_owned());
        true
    }

    /// Gives the word back: what the form asked for was not done.
    pub(crate) fn give_back(&self, word: &str) {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.retain(|known| known != word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_spent_once() {
        let forms = SpentForms::default();
        assert!(forms.spend("a"));
        assert!(!forms.spend("a"));
        forms.give_back("a");
        assert!(forms.spend("a"));
        assert!(forms.spend("") && forms.spend(""));
    }

    #[test]
    fn the_oldest_give_way() {
        let forms = SpentForms::default();
        assert!((0..=FORMS_SPENT_MAX).all(|number| forms.spend(&number.to_string())));
        assert!(forms.spend("0"));
        assert!(!forms.spend("5000"));
    }
}
