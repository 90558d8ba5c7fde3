"""What a page shows at run time. Everything fixed (labels, hints, options, frame) is in its template already.

Texts of these views are plain `str` and are escaped when shown; HTML is `Markup`. Addresses are paths on this
site. Names that pages post:

- a control: the field's path, or `path.part` (`birth_date.day`, `email.again`);
- `path?`: the word said instead of a value, or a list's first question ("yes" or "no");
- `do`: the button: `continue`, `review` (save, then back to the review), `leave`, `add:LIST`,
  `change:LIST:ITEM`, `remove:LIST:ITEM`, `upload`, `remove_file:FILE`, `file` (on the review), `cancel`;
- `revision`: the dossier's revision that the page was made from;
- `file:KEY` and `dated:KEY.day|month|year`: a paper's files and its date; KEY is `Paper.key`.

Every page understands `?language=xx` on a GET.
"""
