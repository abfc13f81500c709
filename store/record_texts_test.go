package store

import (
	"strings"
	"testing"
	"unicode/utf8"

	"ccmtail/model/event"
)

func TestRecordTexts(t *testing.T) {
	var none *RecordTexts
	if none.Of(1) != "" {
		t.Error("nil has a text")
	}
	texts := NewRecordTexts()
	texts.Add(1, []byte("one"))
	texts.Add(1, []byte("another"))
	texts.Add(2, []byte("bad \xff byte"))
	texts.Add(3, []byte(strings.Repeat("wort ", MaxRecordText)))
	texts.Add(4, []byte(strings.Repeat("ü", MaxRecordText)))
	if texts.Of(1) != "one" || texts.Of(2) != "bad \ufffd byte" || texts.Of(5) != "" {
		t.Errorf("%q %q", texts.Of(1), texts.Of(2))
	}
	if cut := texts.Of(3); len(cut) > MaxRecordText || !strings.HasSuffix(cut, "wort") {
		t.Errorf("%d bytes, ending with %q", len(cut), cut[len(cut)-5:])
	}
	if !utf8.ValidString(texts.Of(4)) {
		t.Error("half a character")
	}
	for id := event.RecordID(10); id < 3000; id++ {
		texts.Add(id, []byte(strings.Repeat("x", MaxRecordText)))
	}
	if texts.bytes > maxRecordTexts || texts.Of(10) != "" || texts.Of(2999) == "" || len(texts.order) != len(texts.texts) {
		t.Errorf("%d bytes of %d texts", texts.bytes, len(texts.texts))
	}
}
