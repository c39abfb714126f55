package io.callstream.sink.objects;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One JSON object a line, as the file sink writes them. */
public final class JsonLines implements Encoding {
    private final EventJson json;
    private final boolean gzip;

    public JsonLines(EventJson json, boolean gzip) {
        this.json = json;
        this.gzip = gzip;
    }

    @Override
    public String suffix() {
        return form().suffix();
    }

    @Override
    public String contentType() {
        return form().contentType();
    }

    private StoredForm form() {
        return gzip ? StoredForm.GZIPPED_LINES : StoredForm.LINES;
    }

    @Override
    public byte[] encode(List<CallEvent> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * 512);
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes, 1 << 16) : bytes) {
            for (CallEvent event : events) {
                out.write(json.toBytes(event));
                out.write('\n');
            }
        }
        return bytes.toByteArray();
    }
}
