'use strict';
// What the page can do beyond being read: sort its tables, open what is folded, change its colours.
// Without script all of it is there, in the order of attention, and <details> open by themselves; so the
// buttons are made here.
(() => {
	const root = document.documentElement;

	function button(text, press) {
		const b = document.createElement('button');
		b.type = 'button';
		b.textContent = text;
		b.addEventListener('click', () => press(b));
		return b;
	}

	// key is what a row is sorted by; a row of several lines is a tbody.
	function key(row, column) {
		const cell = row.querySelector('tr')?.cells[column] ?? row.cells?.[column];
		return cell ? cell.dataset.key ?? cell.textContent.trim() : '';
	}

	function compare(a, b, numeric) {
		if (numeric) return Number(a) - Number(b);
		return a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' });
	}

	function sort(table, th) {
		const falling = th.getAttribute('aria-sort') === 'ascending';
		const column = th.cellIndex;
		const grouped = table.classList.contains('grouped');
		const rows = grouped ? [...table.tBodies] : [...table.tBodies[0].rows];
		rows.sort((a, b) => {
			const x = key(a, column), y = key(b, column);
			if (x === '' || y === '') return (x === '') - (y === ''); // what is not known comes last
			return compare(x, y, th.dataset.sort === 'number') * (falling ? -1 : 1);
		});
		for (const other of th.parentNode.cells) other.removeAttribute('aria-sort');
		th.setAttribute('aria-sort', falling ? 'descending' : 'ascending');
		(grouped ? table : table.tBodies[0]).append(...rows);
	}

	for (const table of document.querySelectorAll('table.sortable')) {
		for (const th of table.tHead.rows[0].cells) {
			const b = button(th.textContent, () => sort(table, th));
			th.replaceChildren(b);
		}
	}

	// The table of clients has a box: only the rows that contain its text are shown.
	for (const table of document.querySelectorAll('table.clients')) {
		const box = document.createElement('input');
		box.type = 'search';
		box.className = 'filter';
		box.placeholder = 'Show clients that contain \u2026';
		box.setAttribute('aria-label', 'Show clients that contain a text');
		box.addEventListener('input', () => {
			const wanted = box.value.trim().toLowerCase();
			for (const row of table.tBodies) row.hidden = !row.textContent.toLowerCase().includes(wanted);
		});
		table.before(box);
	}

	// A link to an update opens it.
	function arrive() {
		const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
		const folded = target && target.querySelector('details');
		if (folded) folded.open = true;
	}
	addEventListener('hashchange', arrive);
	arrive();

	for (const heading of document.querySelectorAll('.heading')) {
		const folded = () => [...heading.parentNode.querySelectorAll('details')];
		const b = button('Open all', () => {
			const open = folded().some(d => !d.open);
			for (const d of folded()) d.open = open;
			b.textContent = open ? 'Close all' : 'Open all';
		});
		b.className = 'tool';
		heading.append(b);
	}

	const dark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
	const name = () => dark() ? 'Light colours' : 'Dark colours';
	const theme = button(name(), b => {
		root.dataset.theme = dark() ? 'light' : 'dark';
		b.textContent = name();
	});
	theme.className = 'tool theme';
	const tools = document.createElement('div');
	tools.className = 'tools';
	tools.append(theme);
	document.querySelector('main').prepend(tools);
})();
