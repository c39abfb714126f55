package io.callstream.cli.sql;

import io.callstream.sql.query.Statements;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** A statement goes on over lines until its semicolon; a command is one line. */
final class ShellParser implements Parser {
    private final DefaultParser words =
            new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        String text = line.strip();
        boolean statement = !text.isEmpty() && !text.startsWith("\\");
        if (context == ParseContext.ACCEPT_LINE
                && statement
                && !Statements.split(text).rest().isBlank()) {
            throw new EOFError(-1, -1, "the statement has no semicolon yet");
        }
        return words.parse(line, cursor, ParseContext.COMPLETE);
    }
}
