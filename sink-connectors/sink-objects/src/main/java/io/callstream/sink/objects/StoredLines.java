package io.callstream.sink.objects;

import io.callstream.sink.json.JsonMembers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads what {@link JsonLines} writes, one line at a time. */
final class StoredLines {
    private static final String KIND = "kind";
    private static final Set<String> MEMBERS = members();

    private StoredLines() {}

    static boolean any(InputStream lines, Predicate<StoredRow> wanted) throws IOException {
        LineReader reader = new LineReader(lines);
        for (ByteBuffer line = reader.next(); line != null; line = reader.next()) {
            if (row(line).filter(wanted).isPresent()) {
                return true;
            }
        }
        return false;
    }

    static StoredForm.Copied copy(InputStream lines, OutputStream to, Predicate<StoredRow> leftOut) throws IOException {
        LineReader reader = new LineReader(lines);
        long removed = 0;
        long kept = 0;
        for (ByteBuffer line = reader.next(); line != null; line = reader.next()) {
            if (row(line).filter(leftOut).isPresent()) {
                removed++;
            } else {
                to.write(line.array(), line.position(), line.remaining());
                kept++;
            }
        }
        return new StoredForm.Copied(removed, kept);
    }

    private static Optional<StoredRow> row(ByteBuffer line) {
        return JsonMembers.texts(line.array(), line.position(), line.remaining(), MEMBERS)
                .map(StoredLines::row);
    }

    private static StoredRow row(Map<String, String> members) {
        boolean chunk = "chunk".equals(members.remove(KIND));
        return new StoredRow(chunk, members);
    }

    private static Set<String> members() {
        Set<String> members = new HashSet<>(StoredRow.COLUMNS);
        members.add(KIND);
        return members;
    }
}
