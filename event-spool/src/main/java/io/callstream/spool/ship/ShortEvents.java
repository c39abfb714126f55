package io.callstream.spool.ship;

import io.callstream.spool.Spool;
import io.callstream.spool.SpoolRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Records an event again with less in it, under its own schema and number, so that there is no gap. */
final class ShortEvents {
    private static final String OWN_FORM = "provider_response_body";
    private static final List<String> BODIES = List.of("request_body", "response_body", "provider_error_body", "delta");
    /** Whoever delivers the event must not mistake whose it is. */
    private static final Set<String> NEEDED = Set.of("routes", "disabled_callbacks", "truncated_fields");

    private static final int LONGEST = 256;

    private final Spool spool;
    private final BodyKeeper keeper;

    ShortEvents(Spool spool, BodyKeeper keeper) {
        this.spool = spool;
        this.keeper = keeper;
    }

    /**
     * An event with less in it.
     *
     * @param level how much less that is
     */
    record Shorter(ByteBuffer body, Shortening level) {}

    /** Leaves out more where nothing is in the event of what the level is to leave out; null when the event cannot be read. */
    @Nullable Shorter shorten(SpoolRecord record, Shortening level) {
        Schema schema = spool.schema(record.fingerprint());
        if (schema == null) {
            return null;
        }
        byte[] body = new byte[record.payload().remaining()];
        record.payload().get(body);
        try {
            GenericRecord event = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
            List<String> cut = new ArrayList<>();
            dropOwnForm(event, cut);
            Shortening reached = level == Shortening.OWN_FORM && cut.isEmpty() ? level.next() : level;
            if (reached != Shortening.OWN_FORM) {
                dropBodies(event, UUID.fromString(record.call().text()), cut);
            }
            if (reached == Shortening.DETAILS) {
                cutDetails(event, cut);
            }
            flag(event, cut);
            return new Shorter(encoded(event), reached);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static void dropOwnForm(GenericRecord event, List<String> cut) {
        if (event.hasField(OWN_FORM) && event.get(OWN_FORM) != null) {
            event.put(OWN_FORM, null);
            cut.add(OWN_FORM);
        }
    }

    private void dropBodies(GenericRecord event, UUID callId, List<String> cut) {
        for (String column : BODIES) {
            Object value = event.hasField(column) ? event.get(column) : null;
            if (value != null) {
                event.put(column, null);
                cut.add(column);
                keep(event, callId, column, value.toString());
            }
        }
    }

    private void keep(GenericRecord event, UUID callId, String column, String body) {
        String part = column.replace("_body", "");
        if (!event.hasField(part + "_ref")) {
            return;
        }
        BodyKeeper.Kept kept = keeper.keep(callId, part, body.getBytes(StandardCharsets.UTF_8));
        if (kept == null) {
            event.put("capture", "shed");
            return;
        }
        event.put(part + "_ref", kept.uri());
        event.put(part + "_sha256", kept.sha256());
        if (!"shed".contentEquals(event.get("capture").toString())) {
            event.put("capture", "reference");
        }
    }

    private static void cutDetails(GenericRecord event, List<String> cut) {
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = event.get(field.pos());
            boolean drops = value instanceof Map<?, ?> map && !map.isEmpty()
                    || value instanceof Collection<?> list && !list.isEmpty() && !NEEDED.contains(field.name())
                    || value instanceof CharSequence && "parameters".equals(field.name());
            if (drops) {
                event.put(field.pos(), GenericData.get().getDefaultValue(field));
                cut.add(field.name());
            } else if (value instanceof CharSequence text
                    && text.length() > LONGEST
                    && !field.name().endsWith("_ref")) {
                event.put(field.pos(), beginning(text.toString()));
                cut.add(field.name());
            }
        }
    }

    private static String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }

    private static void flag(GenericRecord event, List<String> cut) {
        if (event.hasField("truncated_fields")) {
            List<String> all = new ArrayList<>();
            ((Collection<?>) event.get("truncated_fields")).forEach(column -> all.add(column.toString()));
            cut.stream().filter(column -> !all.contains(column)).forEach(all::add);
            event.put("truncated_fields", all);
        }
    }

    private static ByteBuffer encoded(GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
