//! Values of an export to words of the domain, each distinct value looked up once.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::config::value_key;
use crate::terms::Channel;

/// A profile's table with the raw texts met so far in front of it: no allocation for a text seen before.
#[derive(Debug)]
pub struct WordMap<T> {
    table: BTreeMap<String, T>,
    seen: FxHashMap<Box<str>, Option<T>>,
}

/// How many raw texts are remembered; a column of free text must not fill the memory.
const MOST_SEEN: usize = 10_000;

impl<T: Copy> WordMap<T> {
    /// Puts a memory before a table.
    pub fn new(table: BTreeMap<String, T>) -> Self {
        Self { table, seen: FxHashMap::default() }
    }

    /// What a text means; `None` where the table does not tell.
    pub fn get(&mut self, text: &str) -> Option<T> {
        self.get_or(text, |_, _| None)
    }

    fn get_or(&mut self, text: &str, other: impl FnOnce(&BTreeMap<String, T>, &str) -> Option<T>) -> Option<T> {
        if let Some(found) = self.seen.get(text) {
            return *found;
        }
        let key = value_key(text);
        let found = self.table.get(&key).copied().or_else(|| other(&self.table, &key));
        if self.seen.len() < MOST_SEEN {
            self.seen.insert(text.into(), found);
        }
        found
    }
}

impl WordMap<Channel> {
    /// A channel's word; `Website - <slug>` is the channel before the hyphen.
    pub fn channel(&mut self, text: &str) -> Option<Channel> {
        self.get_or(text, |table, key| table.get(key.split_once(" - ")?.0).copied())
    }
}
