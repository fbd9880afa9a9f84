//! Reading Rust source just far enough: comments and strings blanked, tests cut out, paths and functions found.
//!
//! This is no parser. It is exact about where comments, strings and blocks begin and end, which is all the rules need.

/// Source whose comments, strings and characters are blanks, line by line as it was.
#[derive(Debug, Clone)]
pub(super) struct Code {
    chars: Vec<char>,
}

/// A function found in source.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    /// Its name.
    pub(super) name: String,
    /// The line it begins on, from 1.
    pub(super) line: usize,
    /// Its length in lines, from `fn` to the closing brace.
    pub(super) lines: usize,
}

/// A path that begins with `crate` or `super`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// The line it stands on, from 1.
    pub(super) line: usize,
    /// How many levels `super` goes up; none for `crate`.
    pub(super) up: Option<usize>,
    /// The names that follow.
    pub(super) names: Vec<String>,
}

impl Code {
    /// Blanks comments, strings and characters.
    pub(super) fn new(text: &str) -> Code {
        Mask { chars: text.chars().collect(), at: 0, out: Vec::with_capacity(text.len()) }.run()
    }

    /// The same without what is compiled only for tests.
    pub(super) fn without_tests(mut self) -> Code {
        while let Some(start) = self.find("#[cfg(test)]", 0) {
            let end = self.end_of_item(start + "#[cfg(test)]".len());
            for index in start..end {
                if let Some(slot) = self.chars.get_mut(index)
                    && *slot != '\n'
                {
                    *slot = ' ';
                }
            }
        }
        self
    }

    /// The lines, blanks where comments and strings were.
    pub(super) fn lines(&self) -> Vec<String> {
        self.chars.split(|c| *c == '\n').map(|line| line.iter().collect()).collect()
    }

    /// The functions that have a body.
    pub(super) fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for at in self.words("fn") {
            let (name, after) = self.name_at(self.skip_blank(at + 2));
            if name.is_empty() {
                continue;
            }
            if let Some(open) = self.body(after)
                && let Some(close) = self.closing(open)
            {
                let (line, last) = (self.line_of(at), self.line_of(close));
                found.push(Function { name, line, lines: last + 1 - line });
            }
        }
        found
    }

    /// Whether a function of this name is a test: `#[test]` stands above it, or an attribute that ends so.
    pub(super) fn has_test(&self, name: &str) -> bool {
        self.words("fn").into_iter().any(|at| {
            let (found, after) = self.name_at(self.skip_blank(at + 2));
            let before = self.chars.get(..at).unwrap_or_default();
            let start = before.iter().rposition(|c| matches!(c, '{' | '}' | ';')).map_or(0, |end| end + 1);
            let head: String = before.get(start..).unwrap_or_default().iter().collect();
            let is_test = |attribute: &str| {
                let path = attribute.split(['(', ']']).next().unwrap_or_default().trim();
                path == "test" || path.ends_with("::test")
            };
            found == name && self.starts_with(after, "(") && head.split("#[").skip(1).any(is_test)
        })
    }

    /// The modules declared in other files, in order.
    pub(super) fn modules(&self) -> Vec<String> {
        let mut found = Vec::new();
        for at in self.words("mod") {
            let (name, after) = self.name_at(self.skip_blank(at + 3));
            if self.chars.get(self.skip_blank(after)) == Some(&';') {
                found.push(name);
            }
        }
        found
    }

    /// The paths that begin with `crate::` or `super::`, use trees taken apart.
    pub(super) fn paths(&self) -> Vec<Path> {
        let mut found = Vec::new();
        for at in self.words("crate") {
            self.push_paths(at, at + 5, None, &mut found);
        }
        for at in self.words("super") {
            if self.preceded_by_colons(at) {
                continue;
            }
            let (mut up, mut after) = (1, at + 5);
            while self.starts_with(after, "::super::") {
                up += 1;
                after += "::super".len();
            }
            self.push_paths(at, after, Some(up), &mut found);
        }
        found.sort_by_key(|path| path.line);
        found
    }

    fn push_paths(&self, at: usize, after: usize, up: Option<usize>, found: &mut Vec<Path>) {
        if !self.starts_with(after, "::") {
            return;
        }
        let mut all = Vec::new();
        self.use_tree(after + 2, &mut Vec::new(), &mut all);
        let line = self.line_of(at);
        found.extend(all.into_iter().map(|names| Path { line, up, names }));
    }

    /// Reads a use tree from `at` and gives the position after it.
    fn use_tree(&self, at: usize, before: &mut Vec<String>, all: &mut Vec<Vec<String>>) -> usize {
        let at = self.skip_blank(at);
        if self.chars.get(at) == Some(&'{') {
            let mut next = at + 1;
            loop {
                let depth = before.len();
                next = self.skip_blank(self.use_tree(next, before, all));
                before.truncate(depth);
                next = self.skip_rename(next);
                match self.chars.get(next) {
                    Some(',') => next += 1,
                    _ => return next + 1,
                }
            }
        }
        let (name, after) = self.name_at(at);
        if name.is_empty() {
            if !before.is_empty() {
                all.push(before.clone());
            }
            return if self.chars.get(at) == Some(&'*') { at + 1 } else { at };
        }
        before.push(name);
        if self.starts_with(after, "::") {
            return self.use_tree(after + 2, before, all);
        }
        all.push(before.clone());
        after
    }

    /// Skips ` as name`.
    fn skip_rename(&self, at: usize) -> usize {
        let (word, after) = self.name_at(at);
        if word != "as" {
            return at;
        }
        let (_, end) = self.name_at(self.skip_blank(after));
        self.skip_blank(end)
    }

    /// The line a position stands on, from 1.
    fn line_of(&self, at: usize) -> usize {
        self.chars.iter().take(at).filter(|c| **c == '\n').count() + 1
    }

    /// Where `word` stands alone.
    fn words(&self, word: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.find(word, from) {
            from = at + word.len();
            let before = at.checked_sub(1).and_then(|index| self.chars.get(index));
            let after = self.chars.get(from);
            if !before.is_some_and(|c| in_name(*c)) && !after.is_some_and(|c| in_name(*c)) {
                found.push(at);
            }
        }
        found
    }

    fn find(&self, text: &str, from: usize) -> Option<usize> {
        (from..self.chars.len()).find(|at| self.starts_with(*at, text))
    }

    fn starts_with(&self, at: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(offset, c)| self.chars.get(at + offset) == Some(&c))
    }

    fn preceded_by_colons(&self, at: usize) -> bool {
        at >= 2 && self.starts_with(at - 2, "::")
    }

    fn skip_blank(&self, at: usize) -> usize {
        let blank = self.chars.iter().skip(at).take_while(|c| c.is_whitespace()).count();
        at + blank
    }

    fn name_at(&self, at: usize) -> (String, usize) {
        let name: String = self.chars.iter().skip(at).take_while(|c| in_name(**c)).collect();
        let after = at + name.chars().count();
        (name, after)
    }

    /// The opening brace of a function's body, from after its name; none for a declaration.
    fn body(&self, from: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (at, c) in self.chars.iter().enumerate().skip(from) {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                '{' if depth == 0 => return Some(at),
                ';' if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }

    /// The brace that closes the one at `open`.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (at, c) in self.chars.iter().enumerate().skip(open) {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// The position after the item that follows: after its block, or its semicolon.
    fn end_of_item(&self, from: usize) -> usize {
        match self.body(from).and_then(|open| self.closing(open)) {
            Some(close) => close + 1,
            None => self.find(";", from).map_or(self.chars.len(), |at| at + 1),
        }
    }
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Copies source, putting blanks for what is not code.
struct Mask {
    chars: Vec<char>,
    at: usize,
    out: Vec<char>,
}

impl Mask {
    fn run(mut self) -> Code {
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(),
                ('r' | 'b' | 'c', _) if !self.in_word() => self.prefixed(),
                ('\'', _) => self.character(),
                _ => self.keep(),
            }
        }
        Code { chars: self.out }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Whether the character before belongs to a name.
    fn in_word(&self) -> bool {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).is_some_and(|c| in_name(*c))
    }

    fn keep(&mut self) {
        self.out.extend(self.peek(0));
        self.at += 1;
    }

    fn blank(&mut self, count: usize) {
        for _ in 0..count {
            if let Some(c) = self.peek(0) {
                self.out.push(if c == '\n' { '\n' } else { ' ' });
                self.at += 1;
            }
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|c| c != '\n') {
            self.blank(1);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0usize;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => (depth, _) = (depth + 1, self.blank(2)),
                (Some('*'), Some('/')) => (depth, _) = (depth.saturating_sub(1), self.blank(2)),
                (Some(_), _) => self.blank(1),
                (None, _) => return,
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        self.blank(1);
        loop {
            match self.peek(0) {
                Some('\\') => self.blank(2),
                Some('"') => return self.blank(1),
                Some(_) => self.blank(1),
                None => return,
            }
        }
    }

    /// A name, or a string with a prefix such as `r#`, `b` or `br##`.
    fn prefixed(&mut self) {
        let letters = (0..2).take_while(|i| matches!(self.peek(*i), Some('r' | 'b' | 'c'))).count();
        let raw = (0..letters).any(|i| self.peek(i) == Some('r'));
        let hashes = (letters..).take_while(|i| self.peek(*i) == Some('#')).count();
        match self.peek(letters + hashes) {
            Some('"') if raw => self.raw_string(letters, hashes),
            Some('"') if hashes == 0 => {
                self.blank(letters);
                self.string();
            }
            Some('\'') if letters == 1 && hashes == 0 && self.peek(0) == Some('b') => {
                self.blank(1);
                self.character();
            }
            _ => self.keep(),
        }
    }

    fn raw_string(&mut self, letters: usize, hashes: usize) {
        self.blank(letters + hashes + 1);
        loop {
            match self.peek(0) {
                Some('"') if (1..=hashes).all(|i| self.peek(i) == Some('#')) => {
                    return self.blank(hashes + 1);
                }
                Some(_) => self.blank(1),
                None => return,
            }
        }
    }

    /// A character, or a lifetime.
    fn character(&mut self) {
        if self.peek(1) == Some('\\') {
            self.blank(3);
            while self.peek(0).is_some_and(|c| c != '\'') {
                self.blank(1);
            }
            self.blank(1);
        } else if self.peek(2) == Some('\'') {
            self.blank(3);
        } else {
            self.keep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_mask(source: &str, expected: &str) {
        let lines: Vec<String> =
            Code::new(source).without_tests().lines().iter().map(|l| l.trim_end().to_owned()).collect();
        assert_eq!(lines.join("\n"), expected, "{source}");
    }

    #[test]
    fn comments_and_strings_are_blank() {
        check_mask("let a = 1; // {", "let a = 1;");
        check_mask("a /* { /* { */ } */ b", "a                   b");
        check_mask("f(\"{ \\\" {\", b)", "f(        , b)");
        check_mask("f(r#\"a \" {\"#, br#\"{\"#)", "f(          ,        )");
        check_mask("match c { '{' => 'a', '\\'' => 1 }", "match c {     =>    ,      => 1 }");
        check_mask("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}");
        check_mask("let b = r; let bar = 2;", "let b = r; let bar = 2;");
    }

    #[test]
    fn tests_are_cut_out() {
        check_mask("a;\n#[cfg(test)]\nmod tests {\n    { b }\n}\nc;", "a;\n\n\n\n\nc;");
        check_mask("#[cfg(test)]\nmod tests;\nc;", "\n\nc;");
    }

    #[test]
    fn functions_are_measured() {
        let code = Code::new("fn a() {}\ntrait T { fn b(&self); }\nfn c(x: [u8; 2])\nwhere\n{\n    x\n}\n");
        let function = |name: &str, line, lines| Function { name: name.into(), line, lines };
        assert_eq!(code.functions(), [function("a", 1, 1), function("c", 3, 5)]);
    }

    #[test]
    fn modules_are_listed_in_order() {
        assert_eq!(Code::new("mod b;\npub mod a;\nmod inline { }\n").modules(), ["b", "a"]);
    }

    #[test]
    fn use_trees_are_taken_apart() {
        let code = Code::new(
            "use crate::a::{self, b::{C, d as e}, F};\nuse super::super::x;\nlet y = super::z::f(1);\npub(crate) fn g() {}",
        );
        let found: Vec<String> =
            code.paths().iter().map(|p| format!("{} {:?} {}", p.line, p.up, p.names.join("::"))).collect();
        assert_eq!(
            found,
            [
                "1 None a::self",
                "1 None a::b::C",
                "1 None a::b::d",
                "1 None a::F",
                "2 Some(2) x",
                "3 Some(1) z::f"
            ]
        );
    }
}
