package io.callstream.spool;

import io.callstream.files.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code gateway}: who this gateway is.
 *
 * @param gatewayId name in its events
 * @param epoch how often the spool was opened, from 1
 * @param closedThrough the open calls of all epochs up to this one have been recorded as lost
 */
record GatewayIdentity(String gatewayId, long epoch, long closedThrough) {

    /** Reads the identity and counts this start; on disk when this returns. */
    static GatewayIdentity start(Path directory, @Nullable String configuredId) throws IOException {
        Path file = directory.resolve("gateway");
        Properties kept = new Properties();
        if (Files.exists(file)) {
            kept.load(new StringReader(Files.readString(file)));
        }
        String id = configuredId != null ? configuredId : kept.getProperty("gateway_id");
        GatewayIdentity identity = new GatewayIdentity(
                id != null ? id : "gw-" + UUID.randomUUID().toString().substring(0, 8),
                number(kept, "epoch") + 1,
                number(kept, "closed_through"));
        identity.write(directory);
        return identity;
    }

    GatewayIdentity closedThrough(long epochs) {
        return new GatewayIdentity(gatewayId, epoch, epochs);
    }

    void write(Path directory) throws IOException {
        String text = "gateway_id=" + gatewayId.replace("\\", "\\\\") + "\nepoch=" + epoch + "\nclosed_through="
                + closedThrough + "\n";
        WholeFile.replace(directory.resolve("gateway"), text);
    }

    private static long number(Properties kept, String key) throws IOException {
        String text = kept.getProperty(key, "0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("file 'gateway' has " + key + "=" + text + " (expected a number)", e);
        }
    }
}
