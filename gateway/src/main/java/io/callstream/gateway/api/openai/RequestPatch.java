package io.callstream.gateway.api.openai;

import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The changes that a request body needs before it goes to a provider: the model's name, and usage asked for on streams.
 * Every other byte stays as the client sent it.
 */
final class RequestPatch implements ProviderBody {
    private static final byte[] MODEL = bytes("\"model\":");
    private static final byte[] NOTHING = {};
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FIELD = bytes("\"include_usage\":true");
    private static final byte[] FIELD_BEFORE = bytes("\"include_usage\":true,");
    private static final byte[] OPTIONS = bytes("{\"include_usage\":true}");
    private static final byte[] OPTIONS_BEFORE = bytes("\"stream_options\":{\"include_usage\":true},");

    private final Slice body;
    private final List<Edit> edits = new ArrayList<>(2);
    private int length;

    /** What stands between two offsets of the body is replaced. */
    private record Edit(int from, int to, byte[] by) {}

    private RequestPatch(Slice body) {
        this.body = body;
        this.length = body.length();
    }

    /**
     * Prepares the changes.
     *
     * @param askUsage whether the stream is to end with its usage, whatever the client said
     * @param cut what is taken out of what is said to the gateway
     */
    static RequestPatch of(Slice body, RequestScan scan, byte[] modelJson, boolean askUsage, RequestScan.Cut cut) {
        RequestPatch splice = new RequestPatch(body);
        if (askUsage) {
            splice.askUsage(scan); // first: what it puts in ends with a comma
        }
        Range model = scan.modelRange();
        if (model == null) {
            splice.addModel(scan.afterBrace(), modelJson, scan.empty(cut));
        } else {
            splice.replace(model, modelJson);
        }
        scan.ownFields(cut).forEach(field -> splice.replace(field, NOTHING));
        splice.edits.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to));
        return splice;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public byte[] toBytes() {
        byte[] bytes = new byte[length];
        writeTo(Unpooled.wrappedBuffer(bytes).writerIndex(0));
        return bytes;
    }

    @Override
    public void writeTo(ByteBuf out) {
        int at = 0;
        for (Edit edit : edits) {
            out.writeBytes(body.array(), body.offset() + at, edit.from - at);
            out.writeBytes(edit.by);
            at = edit.to;
        }
        out.writeBytes(body.array(), body.offset() + at, body.length() - at);
    }

    @Override
    public List<Slice> pieces() {
        List<Slice> pieces = new ArrayList<>();
        int at = 0;
        for (Edit edit : edits) {
            pieces.add(between(at, edit.from));
            pieces.add(Slice.of(edit.by));
            at = edit.to;
        }
        pieces.add(between(at, body.length()));
        return pieces;
    }

    private Slice between(int from, int to) {
        return new Slice(body.array(), body.offset() + from, to - from);
    }

    /** For a request whose path names the model. */
    private void addModel(int at, byte[] modelJson, boolean alone) {
        ByteArrayOutputStream field = new ByteArrayOutputStream(modelJson.length + MODEL.length + 1);
        field.writeBytes(MODEL);
        field.writeBytes(modelJson);
        if (!alone) {
            field.write(',');
        }
        insert(at, field.toByteArray());
    }

    private void askUsage(RequestScan scan) {
        Range value = scan.includeUsageRange();
        Range options = scan.streamOptionsRange();
        if (value != null) {
            replace(value, TRUE);
        } else if (options == null) {
            insert(scan.afterBrace(), OPTIONS_BEFORE);
        } else if (body.array()[body.offset() + options.from()] == '{') {
            insert(options.from() + 1, scan.streamOptionsHasFields() ? FIELD_BEFORE : FIELD);
        } else {
            replace(options, OPTIONS);
        }
    }

    private void replace(Range range, byte[] by) {
        edits.add(new Edit(range.from(), range.to(), by));
        length += by.length - range.length();
    }

    private void insert(int at, byte[] bytes) {
        edits.add(new Edit(at, at, bytes));
        length += bytes.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
