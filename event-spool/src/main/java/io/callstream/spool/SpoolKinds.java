package io.callstream.spool;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The kinds of records that a build appends.
 *
 * @param all each id and each word once; {@code id}, {@code word} and {@code topic} of all of them have to fit into a segment's first page
 */
public record SpoolKinds(List<Written> all) {
    public SpoolKinds {
        all = List.copyOf(all);
        Set<Object> seen = new HashSet<>();
        for (Written each : all) {
            if (!seen.add(each.kind().id()) || !seen.add(each.kind().word())) {
                throw new IllegalArgumentException("kind '" + each.kind().word() + "' with id "
                        + each.kind().id() + ": another one has its word or its id (expected each once)");
            }
        }
        int bytes = KindTable.bytes(all.stream().map(Written::kind).toList());
        if (bytes > KindTable.MOST_BYTES) {
            throw new IllegalArgumentException(all.size() + " kinds take " + bytes + " bytes (expected at most "
                    + KindTable.MOST_BYTES + "): shorten their topics");
        }
    }

    /**
     * A kind.
     *
     * @param schema that its records are written with
     */
    public record Written(SpoolKind kind, Schema schema) {}
}
