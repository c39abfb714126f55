package io.callstream.sink.runtime.consume;

import io.callstream.events.codec.SchemaMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SchemaMemory} of one small file a schema. */
public final class SchemaFolder implements SchemaMemory {
    private static final Logger log = LoggerFactory.getLogger(SchemaFolder.class);

    private final Path folder;

    /** @param folder made when the first schema is kept */
    public SchemaFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Schema> recall(int schemaId) {
        Path file = file(schemaId);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Schema.Parser().parse(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | AvroRuntimeException e) {
            log.warn("kept schema cannot be read: file={} error={}", file, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void keep(int schemaId, Schema schema) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "schema", ".tmp");
            Files.writeString(fresh, schema.toString(), StandardCharsets.UTF_8);
            Files.move(fresh, file(schemaId), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("schema not kept: folder={} error={}", folder, e.toString());
        }
    }

    private Path file(int schemaId) {
        return folder.resolve(schemaId + ".avsc");
    }
}
