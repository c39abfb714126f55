package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import io.callstream.testing.reply.Sse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Answers {@code /v1/audio/...}: sound that depends only on the text, and a text that depends only on the sound's length. */
final class Audio {
    private static final int SOUND_BYTES = 4096;
    private static final int LONGEST_TEXT = 4096;
    private static final Map<String, String> TYPES = Map.of(
            "mp3", "audio/mpeg",
            "opus", "audio/opus",
            "aac", "audio/aac",
            "flac", "audio/flac",
            "wav", "audio/wav",
            "pcm", "audio/pcm");
    private static final Set<String> FORMS = Set.of("json", "text", "srt", "verbose_json", "vtt");

    private Audio() {}

    static Optional<ApiError> speech(ObjectNode body) {
        return RequestRules.present(body, "input")
                .or(() -> RequestRules.present(body, "voice"))
                .or(() -> RequestRules.oneOf(body, "response_format", TYPES.keySet()))
                .or(() -> body.path("input").asText().length() <= LONGEST_TEXT
                        ? Optional.empty()
                        : Optional.of(ApiError.invalid(
                                "String should have at most 4096 characters", "input", "string_too_long")));
    }

    static Reply speak(ObjectNode body) {
        byte[] sound = new byte[SOUND_BYTES];
        new Random(body.path("input").asText().hashCode()).nextBytes(sound);
        if (body.path("stream_format").asText().equals("sse")) {
            return Reply.sse(List.of(
                    Json.text(Json.object()
                            .put("type", "speech.audio.delta")
                            .put("audio", Base64.getEncoder().encodeToString(sound))),
                    Json.text(Json.object().put("type", "speech.audio.done").set("usage", usage()))));
        }
        String format = body.path("response_format").asText("mp3");
        return Reply.bytes(200, TYPES.getOrDefault(format, "audio/mpeg"), sound);
    }

    static Optional<ApiError> transcription(ObjectNode fields) {
        return RequestRules.oneOf(fields, "response_format", FORMS);
    }

    static Reply transcribe(ObjectNode fields, byte[] sound) {
        List<String> tokens = Words.tokens(sound.length, 6);
        if (fields.path("stream").asText().equals("true")) {
            return stream(tokens);
        }
        String text = String.join("", tokens);
        return switch (fields.path("response_format").asText("json")) {
            case "text" -> plain(text + "\n");
            case "srt" -> plain("1\n00:00:00,000 --> 00:00:01,000\n" + text + "\n\n");
            case "vtt" -> plain("WEBVTT\n\n00:00.000 --> 00:01.000\n" + text + "\n\n");
            case "verbose_json" -> Reply.json(200, verbose(text));
            default -> Reply.json(200, Json.text(Json.object().put("text", text).set("usage", usage())));
        };
    }

    private static Reply plain(String text) {
        return Reply.bytes(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String verbose(String text) {
        ObjectNode root = Json.object()
                .put("task", "transcribe")
                .put("language", "english")
                .put("duration", 1.0)
                .put("text", text);
        root.putArray("segments")
                .addObject()
                .put("id", 0)
                .put("start", 0.0)
                .put("end", 1.0)
                .put("text", text);
        root.putObject("usage").put("type", "duration").put("seconds", 1);
        return Json.text(root);
    }

    private static Reply stream(List<String> tokens) {
        List<Piece> pieces = new ArrayList<>();
        tokens.forEach(token -> pieces.add(Piece.of(Sse.data(
                Json.text(Json.object().put("type", "transcript.text.delta").put("delta", token))))));
        ObjectNode done = Json.object().put("type", "transcript.text.done").put("text", String.join("", tokens));
        done.set("usage", usage());
        pieces.add(Piece.of(Sse.data(Json.text(done))));
        return Reply.stream(pieces);
    }

    private static ObjectNode usage() {
        ObjectNode usage = Json.object()
                .put("type", "tokens")
                .put("input_tokens", 14)
                .put("output_tokens", 6)
                .put("total_tokens", 20);
        usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", 14);
        return usage;
    }
}
