package tail

import (
	"context"
	"errors"
	"io/fs"
	"time"
)

// Rollover. The client renames the live file and creates a new one; between
// two looks this may happen several times, and files of the history may be
// deleted. The order of work is always: the generation being read to its end,
// rolled files not seen yet from the oldest on, then the new live file.

// finished is a rolled file that was read, or that is not wanted.
type finished struct {
	id       Identity
	size     int64
	modified int64 // when it was last found; 0 before
	head     []byte
	there    bool // found at the latest listing
}

// take goes on with file, found under the log's name: as the generation being
// read if it is the same text, else after everything that came before it. It
// owns file from now on.
func (f *follower) take(ctx context.Context, file File, info Info) error {
	f.missing = time.Time{}
	f.told.size = info.Size
	if f.gen != nil && f.gen.file != nil {
		// The new file is there, so what is in the old one now is all of it:
		// only then can the two be compared.
		if err := f.readLive(ctx); err != nil {
			file.Close()
			f.letGo()
			return err
		}
	}
	if g := f.gen; g != nil {
		same, err := g.continues(file, info, !f.identifies(f.path, info))
		if same {
			g.detach()
			g.file, g.id = file, info.ID
			return f.readLive(ctx)
		}
		file.Close()
		if err == nil {
			err = f.finish(ctx)
		}
		if err != nil {
			return err
		}
		return f.attach(ctx) // that took time: see what has the name now
	}
	if err := f.history(ctx, info.ID, f.opened); err != nil {
		file.Close()
		return err
	}
	f.begin(f.path, file, info.ID)
	return f.readLive(ctx)
}

// begin starts the next generation.
func (f *follower) begin(path string, file File, id Identity) {
	f.gen = &generation{number: f.next, path: path, file: file, id: id, gap: f.gap,
		dec: decoder{codePage: f.dir.options.CodePage}, origin: f.dir.origin(path, id)}
	if f.gap {
		f.told.gaps++
	}
	f.next++
	f.gap = false
}

// restart begins a new generation in the same file, which was cut short. What
// a copy made before the cut holds beyond the offset is read first.
func (f *follower) restart(ctx context.Context) error {
	g := f.gen
	file, id := g.file, g.id
	g.file = nil
	found, err := f.reopen(g, true)
	if err != nil {
		g.file = file
		return err
	}
	if found {
		if err := f.drain(ctx, true); err != nil && !errors.Is(err, errReplaced) {
			g.detach()
			g.file, g.id = file, id
			return err
		}
		f.remember(g)
		g.detach()
	}
	f.end(g)
	f.begin(g.path, file, id)
	return f.drain(ctx, false)
}

// finish reads the generation to its end and closes it. Its writer may be in
// the middle of a write, so the end is believed once it was quiet for a grace.
func (f *follower) finish(ctx context.Context) error {
	g := f.gen
	if g == nil {
		return nil
	}
	if g.file == nil {
		found, err := f.reopen(g, false)
		if err != nil {
			return err
		}
		if !found {
			f.gap = f.gap || !g.quit // what was written after the last look cannot be had
			f.last = g.id
			f.complete(g)
			return nil
		}
	}
	for rounds := 0; rounds < 100; rounds++ {
		before := g.off
		err := f.drain(ctx, rounds > 0)
		if errors.Is(err, errReplaced) {
			f.gap = true
			break
		}
		if err != nil {
			f.letGo()
			return err
		}
		if rounds > 0 && g.off == before {
			break
		}
		if !sleep(ctx, f.dir.grace()) {
			return ctx.Err()
		}
	}
	f.remember(g)
	f.complete(g)
	return nil
}

// complete says that g has ended and lets go of it.
func (f *follower) complete(g *generation) {
	g.detach()
	f.end(g)
	f.gen = nil
}

// letGo closes the file of the generation and keeps the place in it. If that
// is the very beginning there is no place to keep, nor is there anything to
// find the file by again: then the generation has not begun.
func (f *follower) letGo() {
	g := f.gen
	g.detach()
	if g.off > 0 {
		return
	}
	if g.gap {
		f.gap = true
		f.told.gaps--
	}
	f.gen = nil
	f.next--
}

// gone handles a log whose path leads nowhere: rolled and not yet recreated,
// deleted, moved away, or hidden by a server that remembers wrongly. The
// generation is over if a rolled file says so, or if our handle is all that
// keeps the deleted file's name taken.
func (f *follower) gone(ctx context.Context) error {
	if f.missing.IsZero() {
		f.missing = time.Now()
	}
	all, err := f.siblings(time.Now())
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && f.gen != nil && time.Since(f.missing) > patience {
			f.letGo()
		}
		return err
	}
	if g := f.gen; g != nil {
		rolled := g.file != nil && f.deleted()
		for _, s := range all {
			rolled = rolled || s.info.ID.same(g.id) || s.info.Size > 0 && !f.isKnown(s)
		}
		if !rolled {
			if time.Since(f.missing) > patience {
				g.quit = true
				f.letGo()
			}
			return nil
		}
		if err := f.finish(ctx); err != nil {
			return err
		}
	}
	return f.history(ctx, Identity{}, time.Now())
}
