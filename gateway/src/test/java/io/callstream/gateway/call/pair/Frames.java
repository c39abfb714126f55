package io.callstream.gateway.call.pair;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames of a stream, each with its end. */
final class Frames {
    private Frames() {}

    static List<byte[]> of(FakeProvider.Reply stream) {
        List<byte[]> frames = new ArrayList<>();
        byte[] all = stream.body();
        for (int from = 0; from < all.length; ) {
            int to = end(stream.type(), all, from);
            frames.add(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        return frames;
    }

    private static int end(String type, byte[] all, int from) {
        return switch (type) {
            case "application/vnd.amazon.eventstream" ->
                from + ByteBuffer.wrap(all, from, Integer.BYTES).getInt();
            case "application/x-ndjson" -> after(all, from, "\n");
            default -> Math.min(after(all, from, "\n\n"), after(all, from, "\r\n\r\n"));
        };
    }

    private static int after(byte[] all, int from, String end) {
        int at = new String(all, StandardCharsets.ISO_8859_1).indexOf(end, from);
        return at < 0 ? all.length : at + end.length();
    }

    static boolean says(byte[] frame, String text) {
        return new String(frame, StandardCharsets.UTF_8).contains(text);
    }
}
