//! Lists by number, all in one piece of memory.

/// Lists, numbered from 0.
#[derive(Debug)]
pub(super) struct Lists<T> {
    /// By number, where its list ends; where it starts, the one before does.
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Lists<T> {
    /// None yet, with room for so many lists and values.
    pub(super) fn with_room(lists: usize, values: usize) -> Self {
        Self { ends: Vec::with_capacity(lists), values: Vec::with_capacity(values) }
    }

    /// Adds to the list that is being made.
    pub(super) fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Ends the list that is being made; the next one begins.
    pub(super) fn end(&mut self) {
        self.ends.push(self.values.len() as u32);
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many values all lists have.
    pub(super) fn count(&self) -> usize {
        self.values.len()
    }

    /// A list by its number.
    pub(super) fn of(&self, list: usize) -> &[T] {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.values[start as usize..self.ends[list] as usize]
    }

    /// All lists, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> + Clone {
        let mut start = 0;
        self.ends
            .iter()
            .map(move |end| &self.values[std::mem::replace(&mut start, *end as usize)..*end as usize])
    }
}

impl<T: Copy + Default> Lists<T> {
    /// So many lists of values that come each with the number of its list; in a list they stay in their order.
    pub(super) fn sorted(lists: usize, values: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        // Counted first, so that each value goes to its place at once.
        let mut next = vec![0; lists + 1];
        for (list, _) in values.clone() {
            next[list as usize + 1] += 1;
        }
        for list in 0..lists {
            next[list + 1] += next[list];
        }
        let mut out = vec![T::default(); next[lists] as usize];
        for (list, value) in values {
            let place = &mut next[list as usize];
            out[*place as usize] = value;
            *place += 1;
        }
        next.pop();
        Self { ends: next, values: out }
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn values_come_into_their_lists_in_order() {
        let lists = Lists::sorted(4, [(2, 'a'), (0, 'b'), (2, 'c'), (3, 'd')].into_iter());
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&['b'][..], &[], &['a', 'c'], &['d']]);
        assert_eq!(Lists::<u8>::sorted(0, std::iter::empty()).len(), 0);
    }

    #[test]
    fn a_list_ends_where_it_is_said_to() {
        let mut lists = Lists::with_room(0, 0);
        lists.end();
        lists.push(1);
        lists.push(2);
        lists.end();
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&[][..], &[1, 2]]);
    }
}
