package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.net.ContentDecoder;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the relay for an answer by its head, and where that does not say, by its first bytes. */
record Relays(ClientChannel client, CallTimeline timeline, CallRules rules) {
    private static final AsciiString AMZN_REQUEST_ID = AsciiString.cached("x-amzn-requestid");
    private static final AsciiString AMZN_PROMPT_TOKENS = AsciiString.cached("x-amzn-bedrock-input-token-count");
    private static final AsciiString GEMINI_TIER = AsciiString.cached("x-gemini-service-tier");

    private static final int NO_IMAGE = 400;

    Relay relay(AttemptRequest request, int status, HttpHeaders headers) {
        boolean identified = headers.contains(CallLabel.REQUEST_ID);
        CallLabel label = new CallLabel(
                timeline.callId(),
                request.request().origin().forBrowser(),
                timeline.lease().headers(),
                identified);
        ReplyHead head = new ReplyHead(request, status, headers, label, timeline::spans);
        ContentDecoder decoder = head.decoder();
        Relay relay = inClientsForm(request, head);
        return decoder == null
                ? relay
                : new DecodingRelay(decoder, relay, rules.sizes().maxResponseBytes());
    }

    /** Bytes pass through where client and provider speak the same form. */
    private Relay inClientsForm(AttemptRequest request, ReplyHead head) {
        if (request.destination().operation().passed()) {
            return passed(request, head);
        }
        ClientApi api = request.request().api();
        Dialect dialect = request.destination().dialect();
        if (api.speaks(dialect)) {
            return untouched(request, head);
        }
        boolean stream = request.asked().stream() && head.good() && !head.encoded();
        return stream && dialect.streamsEvents()
                ? new UndecidedRelay(
                        new BodyStart(head.isStream()),
                        form -> translated(request, head, form == ReplyHead.Form.STREAM))
                : translated(request, head, stream);
    }

    private Relay translated(AttemptRequest request, ReplyHead head, boolean stream) {
        Dialect dialect = request.destination().dialect();
        return new TranslatingRelay(
                reader(request, head, stream),
                writer(request, stream),
                relay(head, stream ? ReplyHead.Form.STREAM : ReplyHead.Form.JSON),
                client.alloc(),
                own(request, stream ? dialect::streamAsJson : UnaryOperator.identity()),
                stream ? null : head);
    }

    private static ResponseReader reader(AttemptRequest request, ReplyHead head, boolean stream) {
        Dialect dialect = request.destination().dialect();
        if (head.encoded()) {
            return new UnreadableAnswer(head.status(), head.writtenAnew());
        }
        Reply reply = reply(request, head, stream);
        boolean embedding = request.destination().operation() == Operation.EMBEDDING;
        return embedding ? dialect.embeddingReader(reply) : dialect.reader(reply);
    }

    private ResponseWriter writer(AttemptRequest request, boolean stream) {
        ClientApi api = request.request().api();
        boolean embedding = request.destination().operation() == Operation.EMBEDDING;
        long created = timeline.facts().startedAt().getEpochSecond();
        return embedding ? api.embeddingWriter(request.asked()) : api.writer(request.asked(), stream, created);
    }

    private Relay passed(AttemptRequest request, ReplyHead head) {
        boolean read = request.destination().operation().ofModel() && head.isJson();
        UnaryOperator<Slice> images = images(request, head);
        if (images != null) {
            return new EditingRelay(images, head, request.request().hold(), relay(head, ReplyHead.Form.JSON));
        }
        if (!head.good() || read) {
            return relay(head, ReplyHead.Form.JSON);
        }
        Relay relay = new PassingRelay(client, head, rules);
        UnaryOperator<Slice> edit =
                head.isJson() && !head.encoded() ? request.asked().answerEdit(request.destination()) : null;
        return edit == null
                ? relay
                : new EditingRelay(edit, head, request.request().hold(), relay);
    }

    /** Null where nothing is to be changed. An answer without an image is an error, whatever its status. */
    private @Nullable UnaryOperator<Slice> images(AttemptRequest request, ReplyHead head) {
        boolean asked = request.destination().operation() == Operation.IMAGE_GENERATION;
        UnaryOperator<Slice> form = asked && head.good() && !head.encoded()
                ? request.destination()
                        .dialect()
                        .imageAnswer(timeline.facts().startedAt().getEpochSecond())
                : null;
        return form == null ? null : answer -> judged(form.apply(answer), head);
    }

    private static Slice judged(Slice images, ReplyHead head) {
        if (AnswerError.of(images, false) != null) {
            head.answerAs(NO_IMAGE);
        }
        return images;
    }

    private OwnForm own(AttemptRequest request, UnaryOperator<Slice> form) {
        return new OwnForm(timeline.roomForOwnForm(), request.request().hold(), form);
    }

    private static Reply reply(AttemptRequest request, ReplyHead head, boolean stream) {
        String id = head.headers().get(AMZN_REQUEST_ID);
        String tier = head.headers().get(GEMINI_TIER);
        return new Reply(
                head.status(),
                stream,
                request.destination().model().name(),
                id == null ? "" : id,
                count(head.headers().get(AMZN_PROMPT_TOKENS)),
                tier == null ? null : TierWords.said(tier));
    }

    private static long count(@Nullable String tokens) {
        boolean number = tokens != null && tokens.matches("\\d{1,12}");
        return number && tokens != null ? Long.parseLong(tokens) : -1;
    }

    private Relay untouched(AttemptRequest request, ReplyHead head) {
        boolean mayBeStream = head.good() && !head.encoded() && (head.isStream() || request.asked().stream());
        return mayBeStream
                ? new UndecidedRelay(new BodyStart(head.isStream()), form -> relay(head, form))
                : relay(head, ReplyHead.Form.JSON);
    }

    private Relay relay(ReplyHead head, ReplyHead.Form form) {
        boolean stream = form == ReplyHead.Form.STREAM;
        return stream ? new StreamRelay(client, head, timeline, rules) : new PlainRelay(client, head, timeline, rules);
    }
}
