//! Lists by number, all in one piece of memory.

/// Lists, numbered from 0.
#[derive(Debug)]
pub(super) struct Lists<T> {
    /// By number, where its list starts; where it ends, the next one does.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Lists<T> {
    /// None yet, with room for so many lists and values.
    pub(super) fn with_room(lists: usize, values: usize) -> Self {
        let mut starts = Vec::with_capacity(lists + 1);
        starts.push(0);
        Self { starts, values: Vec::with_capacity(values) }
    }

    /// Adds to the list that is being made.
    pub(super) fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Ends the list that is being made; the next one begins.
    pub(super) fn end(&mut self) {
        self.starts.push(self.values.len() as u32);
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many values all lists have.
    pub(super) fn count(&self) -> usize {
        self.values.len()
    }

    /// A list by its number.
    pub(super) fn of(&self, list: usize) -> &[T] {
        &self.values[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// All lists, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> + Clone {
        self.starts.windows(2).map(|ends| &self.values[ends[0] as usize..ends[1] as usize])
    }
}

impl<T: Copy + Default> Lists<T> {
    /// So many lists of values that come each with the number of its list; in a list they stay in their order.
    pub(super) fn sorted(lists: usize, values: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        // Counted first, so that each value goes to its place at once.
        let mut starts = vec![0; lists + 1];
        for (list, _) in values.clone() {
            starts[list as usize + 1] += 1;
        }
        for list in 0..lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut out = vec![T::default(); starts[lists] as usize];
        for (list, value) in values {
            let place = &mut next[list as usize];
            out[*place as usize] = value;
            *place += 1;
        }
        Self { starts, values: out }
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
