package io.callstream.table;

import io.callstream.files.OwnerOnly;
import io.callstream.files.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's copy on disk: the last content that was known, in one file for its owner only. For one thread. */
final class TableFile {
    private static final Logger log = LoggerFactory.getLogger(TableFile.class);
    private static final int MAGIC = 0x43535442;
    private static final int VERSION = 1;

    private final Path file;

    TableFile(Path file) {
        this.file = file;
    }

    /** What it holds; nothing when there is none, or when it cannot be used, which is logged: Kafka has it all. */
    Map<String, byte[]> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            return entries(content);
        } catch (IOException e) {
            log.warn("{} cannot be used and is left out: {}", file, e.toString());
            return Map.of();
        }
    }

    void write(Map<String, byte[]> entries) throws IOException {
        OwnerOnly.createFolderOf(file);
        Map<String, byte[]> fixed = new HashMap<>(entries);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(fixed.size());
        for (Map.Entry<String, byte[]> each : fixed.entrySet()) {
            write(out, each.getKey().getBytes(StandardCharsets.UTF_8));
            write(out, each.getValue());
        }
        out.writeLong(sum(bytes.toByteArray(), bytes.size()));
        WholeFile.replace(file, bytes.toByteArray());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Map<String, byte[]> entries(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        int body = content.length - Long.BYTES;
        if (body < 0 || in.readInt() != MAGIC) {
            throw new IOException("it is no copy of a table");
        }
        if (in.readInt() != VERSION) {
            throw new IOException("another version of the product wrote it");
        }
        DataInputStream end = new DataInputStream(new ByteArrayInputStream(content, body, Long.BYTES));
        if (end.readLong() != sum(content, body)) {
            throw new IOException("it is damaged");
        }
        int count = in.readInt();
        Map<String, byte[]> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String key = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            entries.put(key, in.readNBytes(in.readInt()));
        }
        return entries;
    }

    private static long sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}
