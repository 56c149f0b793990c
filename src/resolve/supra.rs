//! Rule `supra`: "supra note 4" means what note 4 cites.
//!
//! High confidence where that note cites one instrument; where it cites
//! several, the citation is ambiguous and lists them. Behind a name it only
//! says where the name stands in full, and is no citation of its own.

use super::Named;
use crate::grammar::{Kind, Meaning, Tokens};
use crate::matcher::{Mention, Target, Text};
use crate::model::{BlockKind, How};

/// Adds a mention for every *supra note N*; what it means is traced later.
pub(super) fn add(tokens: &Tokens<'_>, named: &mut Vec<Named>) {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some((note, end)) = supra(tokens, at) else { continue };
        let before = named.partition_point(|mention| mention.tokens.0 < at);
        if let Some(name) = before.checked_sub(1).map(|m| &mut named[m])
            && (name.tokens.1..at).all(|i| matches!(tokens.kind(i), Kind::Mark(',' | '(')))
        {
            name.tokens.1 = end;
            continue;
        }
        let mention = Mention {
            how: How::BackReference,
            rule: "supra",
            ..Mention::of(tokens.span(at, end), Vec::new())
        };
        let mut mention = Named::new(mention, tokens);
        mention.note = Some(note);
        found.push(mention);
    }
    named.extend(found);
    named.sort_by_key(|mention| mention.mention.span);
}

/// "supra note 4", "supra, n. 4" at a token: the number, and the token behind.
fn supra(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let mut next = tokens.after(at, Meaning::Supra)?;
    if tokens.is_mark(next, ',') {
        next += 1;
    }
    next = tokens.after(next, Meaning::Note)?;
    if tokens.is_mark(next, '.') {
        next += 1;
    }
    Some((tokens.number(next)?, next + 1))
}

/// Gives every *supra* what its note cites.
pub(super) fn trace(text: &Text<'_>, named: &mut [Named]) {
    for m in 0..named.len() {
        let Some(number) = named[m].note else { continue };
        let targets =
            note_block(text, number).map(|block| cited_in(text, named, block)).unwrap_or_default();
        let mention = &mut named[m];
        match targets.len() {
            0 => mention.unresolved = Some(format!("note {number} cites nothing that was read")),
            count => {
                mention.is_ambiguous = count > 1;
                mention.mention.targets = targets;
            }
        }
    }
}

/// The block of a note, by the number printed before it.
fn note_block(text: &Text<'_>, number: u32) -> Option<usize> {
    let label = number.to_string();
    text.document.blocks.iter().position(|block| {
        block.kind == BlockKind::Footnote
            && block
                .label
                .as_deref()
                .is_some_and(|printed| printed.trim_matches(|c: char| !c.is_ascii_digit()) == label)
    })
}

fn cited_in(text: &Text<'_>, named: &[Named], block: usize) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for mention in named.iter().filter(|mention| mention.note.is_none()) {
        let here = text.normal.block_at(mention.mention.span.start()).map(|id| id.0);
        if here == Some(block) {
            for target in &mention.mention.targets {
                if !targets.contains(target) {
                    targets.push(target.clone());
                }
            }
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::ingest::{self, Options};
    use crate::resolve::cite;

    #[test]
    fn supra_leads_to_its_note_and_adds_nothing_to_a_name() {
        let text = "Work goes on.[^1] Roles differ.[^2]\n\n\
            [^1]: Tunis Agenda, para. 34.\n\n\
            [^2]: Supra note 1, para. 35. See the Tunis Agenda, supra note 1, para. 36.\n";
        let read = ingest::read("a.md", text.as_bytes(), Options::default());
        let (document, _) = read.unwrap();
        let findings = cite(&document, &Catalogue::embedded().unwrap());
        let cited: Vec<_> = findings
            .citations
            .iter()
            .map(|c| c.provision.as_ref().map(ToString::to_string).unwrap_or_default())
            .collect();
        assert_eq!(cited, ["tunis-agenda/para/34", "tunis-agenda/para/35", "tunis-agenda/para/36"]);
    }
}
