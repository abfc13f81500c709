package tail

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// halfWriterMain is a process that appends a text, prints a line and waits to be killed.
func halfWriterMain() {
	f, err := os.OpenFile(os.Getenv("CCMTAIL_TEST_FILE"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	f.WriteString(os.Getenv("CCMTAIL_TEST_TEXT"))
	fmt.Println("written")
	bufio.NewReader(os.Stdin).ReadByte()
}

func TestAWriterThatIsKilledWithinARecord(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	writeText(t, log, "first\r\n")
	c, _ := follow(t, dir, Options{})
	text := "first\r\n"
	for _, part := range []string{"<![LOG[half of", " a record]LOG]!>\r\n<![LOG", "[more]LOG]!>\r\n"} {
		cmd := child("half", nil)
		cmd.Env = append(cmd.Env, "CCMTAIL_TEST_FILE="+log, "CCMTAIL_TEST_TEXT="+part)
		stdin, _ := cmd.StdinPipe()
		out, _ := cmd.StdoutPipe()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Fatal(line, err)
		}
		cmd.Process.Kill()
		cmd.Wait()
		stdin.Close()
		text += part
		c.awaitText(t, "A.log", text)
	}
	rename(t, log, filepath.Join(dir, "A.lo_"))
	appendText(t, log, "after\r\n")
	c.awaitText(t, "A.log", text+"|after\r\n")
}
