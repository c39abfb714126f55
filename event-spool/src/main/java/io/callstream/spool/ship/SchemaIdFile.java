package io.callstream.spool.ship;

import io.callstream.files.WholeFile;
import io.callstream.spool.SpoolKind;
import io.callstream.spool.ship.SchemaIds.WrittenAs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code schema-ids} beside the spool: a first line that names the registry, then one line for each schema:
 * kind, fingerprint in hex, id. Only a cache: what cannot be read is asked for again.
 */
final class SchemaIdFile implements SchemaIdCache {
    private static final Logger log = LoggerFactory.getLogger(SchemaIdFile.class);

    private final Path file;
    private final String registry;
    private final Map<String, SpoolKind> byWord = new HashMap<>();

    /** @param kinds that records may have; lines about others are passed over */
    SchemaIdFile(Path directory, String registry, List<SpoolKind> kinds) {
        kinds.forEach(kind -> byWord.putIfAbsent(kind.word(), kind));
        this.file = directory.resolve("schema-ids");
        this.registry = "registry " + registry;
    }

    @Override
    public Map<WrittenAs, Integer> read() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty() || !lines.get(0).equals(registry) ? Map.of() : parse(lines);
        } catch (IOException | IllegalArgumentException e) {
            log.warn("cached schema ids not used: file={} error={}", file, e.toString());
            return Map.of();
        }
    }

    @Override
    public void write(Map<WrittenAs, Integer> ids) {
        StringBuilder text = new StringBuilder(registry).append('\n');
        ids.forEach((schema, id) -> text.append(schema.kind().word())
                .append(' ')
                .append(Long.toHexString(schema.fingerprint()))
                .append(' ')
                .append(id)
                .append('\n'));
        try {
            WholeFile.replace(file, text.toString());
        } catch (IOException e) {
            log.warn("schema ids not cached: file={} error={}", file, e.toString());
        }
    }

    private Map<WrittenAs, Integer> parse(List<String> lines) {
        Map<WrittenAs, Integer> ids = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException("line '" + line + "' (expected kind, fingerprint, id)");
            }
            long fingerprint = Long.parseUnsignedLong(words[1], 16);
            Integer id = Integer.valueOf(words[2]);
            SpoolKind kind = byWord.get(words[0]);
            if (kind != null) {
                ids.put(new WrittenAs(kind, fingerprint), id);
            }
        }
        return ids;
    }
}
