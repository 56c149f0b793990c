//! Rules `numbered` and `edition-bracket`: a head noun with numbers behind it.
//!
//! `numbered`: "resolutions 60/252 and 70/125", "Regulation (EU) 2016/679";
//! the forms of each family say which numbers are theirs, and how sure that
//! is. A plural head governs numbers far behind it ("resolutions 56/183 of
//! 21 December 2001, entitled …, 57/238 of …").
//!
//! `edition-bracket`: "Resolutions 102 and 130 (Rev. Dubai, 2018)": place and
//! year tell the conference, so this is of high confidence.

use super::{Mention, Target, Text};
use crate::catalogue::{Catalogue, Family, Form, Member};
use crate::grammar::{Kind, Meaning, Tokens};

/// Words between a head and a number far behind it, at most.
const FAR: usize = 400;

/// Words of a body between a head and its number, at most.
const BODY: usize = 5;

/// All mentions by number. The symbols of the text tell which body a list
/// belongs to ("Human Rights Council resolutions 28/16, 34/7 and 42/15").
pub(super) fn find(
    text: &Text<'_>,
    catalogue: &Catalogue,
    tokens: &Tokens<'_>,
    symbols: &[Mention],
) -> Vec<Mention> {
    let reader = Reader { text, catalogue, tokens, symbols };
    let mut mentions = Vec::new();
    for at in 0..tokens.len() {
        let Some((term, next)) = tokens.term(at) else { continue };
        if term.means(Meaning::NumberPrefix) {
            mentions.extend(reader.before_head(at, next));
        }
        for (meaning, _) in term.meanings() {
            if let Meaning::Head { head, plural } = meaning {
                mentions.extend(reader.behind(at, next, head, plural));
            }
        }
    }
    mentions
}

struct Reader<'t> {
    text: &'t Text<'t>,
    catalogue: &'t Catalogue,
    tokens: &'t Tokens<'t>,
    symbols: &'t [Mention],
}

/// A number that was read: what it names, and the token after it.
struct Number<'c> {
    member: Member,
    form: &'c Form,
    end: usize,
}

impl Reader<'_> {
    /// The numbers behind the head noun at token `head_at`.
    fn behind(&self, head_at: usize, next: usize, head: u8, plural: bool) -> Vec<Mention> {
        let at = self.first_number(next);
        let number = self
            .number(next, head, false)
            .or_else(|| self.number(at, head, false))
            .or_else(|| self.behind_body(next, head));
        let takes_bracket = number.as_ref().is_some_and(|n| self.tokens.is_mark(n.end - 1, ')'));
        if !takes_bracket && let Some(mention) = self.editions(head_at, at, head) {
            return self.more_editions(mention, head);
        }
        let led = self.symbol_over(head_at);
        let (list, mut end) = match (&number, led) {
            (Some(first), Some((family, end))) if end == first.end => (Some(family), end),
            (Some(first), _) => (self.catalogue.family_of(&first.member.id), first.end),
            (None, Some((family, end))) if plural => (Some(family), end),
            // "its resolutions on Iraq, in particular 1500 (2003)".
            (None, None) if plural => return self.far_behind(head_at, next, head, None),
            (None, _) => return Vec::new(),
        };
        let mut mentions: Vec<Mention> =
            number.into_iter().map(|first| self.mention(head_at, first)).collect();
        while let Some(next) = self.separator(end) {
            let next = self.first_number(next);
            let Some(number) = self.member_of(list, next, head, false) else { break };
            end = number.end;
            mentions.push(self.mention(next, number));
        }
        if plural {
            mentions.extend(self.far_behind(head_at, end, head, list));
        }
        mentions
    }

    /// The symbol that the head noun is part of ("WTSA Resolution 47"): its
    /// family, which the list behind it shares, and the token after it.
    fn symbol_over(&self, head_at: usize) -> Option<(&Family, usize)> {
        let head = self.tokens.get(head_at)?.span;
        let after = self.symbols.partition_point(|s| s.span.start() <= head.start());
        let symbol = self.symbols[..after].last().filter(|s| s.span.contains(head))?;
        let family = self.catalogue.family_of(&symbol.targets.first()?.id)?;
        Some((family, self.tokens.at_byte(symbol.span.end())))
    }

    /// 第1325(2000)号决议: the head noun follows the number.
    fn before_head(&self, prefix_at: usize, number_at: usize) -> Option<Mention> {
        (number_at..number_at + 10).find_map(|at| {
            let (term, end) = self.tokens.term(at)?;
            term.meanings().find_map(|(meaning, _)| {
                let Meaning::Head { head, .. } = meaning else { return None };
                match self.number(number_at, head, false) {
                    Some(mut number) => {
                        (number.end == at).then(|| number.end = end)?;
                        Some(self.mention(prefix_at, number))
                    }
                    // 第102号决议(2014年,釜山,修订版)
                    None => self.editions_at(prefix_at, &[number_at], end, head),
                }
            })
        })
    }

    /// "resolution of the General Assembly 70/125": a body between the noun
    /// and the number, as Arabic writes it always.
    fn behind_body(&self, next: usize, head: u8) -> Option<Number<'_>> {
        let is_word = |at: usize| self.tokens.kind(at) == Kind::Word;
        let number = (next..next + BODY).find(|&at| !is_word(at))?;
        let number = self.first_number(number);
        (number > next).then(|| self.number(number, head, true)).flatten()
    }

    /// Passes over a full stop of an abbreviated head and "No.".
    fn first_number(&self, mut at: usize) -> usize {
        if self.tokens.is_mark(at, '.') && self.tokens.glued(at) {
            at += 1;
        }
        if let Some(next) = self.tokens.after(at, Meaning::NumberSign) {
            at = if self.tokens.is_mark(next, '.') { next + 1 } else { next };
        }
        // "n.º" is "n.o" when normalised.
        if self.tokens.str(at) == "o" && self.tokens.glued(at) { at + 1 } else { at }
    }

    /// The number at a token, by the first form that fits and whose condition
    /// holds.
    fn number(&self, at: usize, head: u8, far: bool) -> Option<Number<'_>> {
        self.member_of(None, at, head, far)
    }

    /// The same in a list of one family: its forms come first, whatever other
    /// bodies the sentence names.
    fn member_of(
        &self,
        list: Option<&Family>,
        at: usize,
        head: u8,
        far: bool,
    ) -> Option<Number<'_>> {
        let start = self.tokens.get(at)?.span.start();
        let is_own = |family: &Family| list.is_some_and(|list| list.id == family.id);
        let forms = || {
            self.catalogue
                .numbers(head)
                .filter(|(family, form)| (!far || form.far) && !needs_bracket(family, form))
        };
        let own = forms()
            .filter(|(family, _)| is_own(family))
            .map(|(family, form)| (family, form, form.condition.without_exclusions()));
        let any = forms().map(|(family, form)| (family, form, form.condition.clone()));
        own.chain(any).find_map(|(family, form, condition)| {
            let (member, end) = self.member(family, form, start)?;
            let holds = self.text.holds(&condition, start);
            holds.then(|| Number { member, form, end: self.tokens.at_byte(end) })
        })
    }

    fn member(&self, family: &Family, form: &Form, start: usize) -> Option<(Member, usize)> {
        let text = self.text.normal.text();
        let captures = form.captures_at(text, start)?;
        let end = captures.get_match()?.end();
        if !ends_here(text, end) {
            return None;
        }
        let member = family
            .member(form, |name| captures.get_group_by_name(name).map(|span| &text[span.range()]));
        Some((member?, end))
    }

    /// The token after a comma, an "and" or an "in particular" at `at`.
    fn separator(&self, at: usize) -> Option<usize> {
        let mark = matches!(self.tokens.kind(at), Kind::Mark(',' | ';' | ':'));
        let next = if mark { at + 1 } else { at };
        // "Y.2701" is no Spanish "y".
        let is_letter = self.tokens.str(next).len() == 1
            && self.tokens.str(next).starts_with(|c: char| c.is_uppercase());
        let joined = [Meaning::And, Meaning::Then]
            .iter()
            .find_map(|&meaning| self.tokens.after(next, meaning))
            .filter(|_| !is_letter);
        if let Some(after) = joined {
            return Some(self.tokens.after(after, Meaning::The).unwrap_or(after));
        }
        // A comma is easily lost behind a bracket: "2204 (2015) 2216 (2015)".
        let lost = self.tokens.is_mark(at - 1, ')') && self.tokens.kind(at) == Kind::Number;
        (mark || lost).then_some(next)
    }

    /// Numbers of a list whose members carry dates and titles.
    fn far_behind(
        &self,
        head_at: usize,
        from: usize,
        head: u8,
        list: Option<&Family>,
    ) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let Some(token) = self.tokens.get(head_at) else { return mentions };
        let sentence = self.text.sentence_at(token.span.start());
        let last = self.tokens.at_byte(sentence.end()).min(from + FAR);
        let mut at = from;
        while at < last {
            let is_head = self.tokens.term(at).is_some_and(|(term, _)| {
                term.meanings().any(|(m, _)| matches!(m, Meaning::Head { .. }))
            });
            if is_head && at > head_at {
                break;
            }
            let Some(next) = self.separator(at) else {
                at += 1;
                continue;
            };
            let next = self.first_number(next);
            match self.member_of(list, next, head, true) {
                Some(number) => {
                    at = number.end;
                    mentions.push(self.mention(next, number));
                }
                None => at = (at + 1).max(next),
            }
        }
        mentions
    }

    fn mention(&self, from: usize, number: Number<'_>) -> Mention {
        Mention {
            rule: "numbered",
            confidence: number.form.confidence,
            ..Mention::of(
                self.tokens.span(from, number.end),
                vec![Target::member(number.member, self.catalogue)],
            )
        }
    }

    /// "Resolutions 45 (Rev. Dubai, 2014) and 69 (Rev. Buenos Aires, 2017)":
    /// under one head, each with its own bracket.
    fn more_editions(&self, first: Mention, head: u8) -> Vec<Mention> {
        let mut end = self.tokens.at_byte(first.span.end());
        let mut mentions = vec![first];
        while let Some(next) = self.separator(end)
            && let Some(mention) = self.editions(next, next, head)
        {
            end = self.tokens.at_byte(mention.span.end());
            mentions.push(mention);
        }
        mentions
    }

    /// "Resolutions 102 and 130 (Rev. Dubai, 2018)" as one mention.
    fn editions(&self, head_at: usize, first: usize, head: u8) -> Option<Mention> {
        let mut starts = vec![first];
        self.tokens.number(first)?;
        let mut at = first + 1;
        while let Some(next) = self.separator(at) {
            if self.tokens.number(next).is_none() {
                break;
            }
            starts.push(next);
            at = next + 1;
        }
        self.editions_at(head_at, &starts, at, head)
    }

    /// Numbers whose bracket stands at `bracket_at`.
    fn editions_at(
        &self,
        from: usize,
        starts: &[usize],
        bracket_at: usize,
        head: u8,
    ) -> Option<Mention> {
        let (family, edition, end) = self.bracket(bracket_at, head)?;
        let targets: Vec<Target> = starts
            .iter()
            .filter_map(|&start| {
                let byte = self.tokens.get(start)?.span.start();
                let forms = family.forms.iter().filter(|form| form.heads.contains(&head));
                let (member, _) =
                    forms.into_iter().find_map(|form| self.member(family, form, byte))?;
                Some(Target::member(member, self.catalogue))
            })
            .collect();
        (targets.len() == starts.len()).then(|| Mention {
            rule: "edition-bracket",
            edition: Some(edition),
            ..Mention::of(self.tokens.span(from, end), targets)
        })
    }

    /// The bracket at a token, when it names a conference: the family, the
    /// words inside, and the token after it.
    fn bracket(&self, at: usize, head: u8) -> Option<(&Family, String, usize)> {
        if !self.tokens.is_mark(at, '(') {
            return None;
        }
        let close = (at + 1..at + 16).find(|&i| self.tokens.is_mark(i, ')'))?;
        let inside = self.tokens.span(at + 1, close).of(self.text.normal.text());
        let folded = self.catalogue.grammar().folding().fold_str(inside);
        let takes = |family: &&Family| family.forms.iter().any(|form| form.heads.contains(&head));
        let family = self
            .catalogue
            .families()
            .iter()
            .filter(takes)
            .find(|family| tells(family, inside, &folded))?;
        Some((family, inside.to_owned(), close + 1))
    }
}

/// Whether the words of a bracket name a conference of a family.
fn tells(family: &Family, inside: &str, folded: &str) -> bool {
    let place = family.editions.iter().any(|edition| {
        folded.contains(&edition.year)
            && edition.places.iter().any(|place| folded.contains(place.as_str()))
    });
    place || family.bracket.as_ref().is_some_and(|bracket| bracket.is_match(inside))
}

/// A plain number belongs to a family of conferences only with its bracket,
/// unless words nearby tell.
fn needs_bracket(family: &Family, form: &Form) -> bool {
    let by_bracket = !family.editions.is_empty() || family.bracket.is_some();
    by_bracket && form.condition.needs.is_empty() && !form.pattern.contains("\\(")
}

fn ends_here(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    let next = after.next();
    let then = after.next();
    let runs_on = |c: char| c.is_ascii_digit() || c.is_ascii_alphabetic();
    let ends_in_letter = text[..end].ends_with(|c: char| c.is_ascii_alphabetic());
    match next {
        Some('/') => !then.is_some_and(|c| c.is_ascii_alphanumeric()),
        // "57/270and" is a number glued to a word.
        Some(c) if runs_on(c) => c.is_ascii_lowercase() && !ends_in_letter,
        _ => true,
    }
}
