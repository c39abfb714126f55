package io.callstream.spool;

import io.callstream.files.OwnerOnly;
import io.callstream.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code schemas}: the text of every schema that records in the spool were written with, by its CRC-64-AVRO
 * fingerprint, because records may outlive the build that wrote them. Safe for use by several threads.
 */
final class SchemaFolder {
    private final Path folder;
    private final Map<Long, Schema> known = new ConcurrentHashMap<>();

    SchemaFolder(Path directory) throws IOException {
        this.folder = directory.resolve("schemas");
        OwnerOnly.closeFolder(folder);
    }

    /** Keeps the schemas that this build writes with. */
    KindTable keep(SpoolKinds kinds) throws IOException {
        List<KindTable.Entry> entries = new ArrayList<>();
        for (SpoolKinds.Written written : kinds.all()) {
            long fingerprint = SchemaNormalization.parsingFingerprint64(written.schema());
            keep(path(fingerprint), written.schema().toString());
            known.put(fingerprint, written.schema());
            entries.add(new KindTable.Entry(written.kind(), fingerprint));
        }
        return KindTable.of(entries);
    }

    private static void keep(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            WholeFile.replace(file, text);
        }
    }

    /** The schema, or null when no readable file has it. */
    @Nullable Schema find(long fingerprint) {
        return known.computeIfAbsent(fingerprint, this::load);
    }

    private @Nullable Schema load(long fingerprint) {
        try {
            return new Schema.Parser().parse(Files.readString(path(fingerprint)));
        } catch (IOException | AvroRuntimeException e) {
            return null; // the caller says what it cannot do without it
        }
    }

    private Path path(long fingerprint) {
        return folder.resolve(String.format("%016x.avsc", fingerprint));
    }
}
