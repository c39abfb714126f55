package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** What a plain answer is, by its status and by what it says. For one call. */
final class PlainVerdict {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    private final ReplyHead head;
    private final ByteSink received;
    private @Nullable AnswerFacts scan;

    /** @param received the answer, as far as it is held */
    PlainVerdict(ReplyHead head, ByteSink received) {
        this.head = head;
        this.received = received;
    }

    /** What the answer says, as far as it can be read; to be asked once all of it has come. */
    AnswerFacts scan() {
        AnswerFacts known = scan;
        if (known == null) {
            known = head.ask().request().api().answer(head.encoded() ? Slice.EMPTY : received.slice());
            scan = known;
        }
        return known;
    }

    /**
     * What the answer is.
     *
     * @param inParts whether there is more of it than is held
     * @param passed whether the client has its status already
     */
    Relay.Verdict of(boolean inParts, boolean passed) {
        if (!head.good()) {
            return error("The provider answered with status " + head.status() + ".");
        }
        return head.encoded() || inParts ? new Relay.Verdict.Whole() : of(scan(), passed);
    }

    /** A good status does not make a good answer: it has to be one of the API that was asked. */
    Relay.Verdict of(AnswerFacts answer, boolean passed) {
        if (!answer.readable()) {
            int status = passed ? head.status() : GatewayError.PROVIDER_PROTOCOL.httpStatus();
            return bad(GatewayError.PROVIDER_PROTOCOL, "The provider's answer is no JSON object.", status);
        }
        AnswerError error = answer.error();
        if (error != null) {
            String message = "The provider reported an error under status " + head.status() + ".";
            return bad(error.kind(GatewayError.PROVIDER_ERROR), message, head.clientStatus());
        }
        Operation operation = head.ask().destination().operation();
        if (answer.answers(operation)) {
            return new Relay.Verdict.Whole();
        }
        String message =
                "The provider's answer has no " + (operation == Operation.EMBEDDING ? "embeddings." : "choices.");
        return bad(GatewayError.PROVIDER_PROTOCOL, message, head.status());
    }

    /** Of a status that says so. */
    Relay.Verdict.Bad error(String message) {
        return bad(kindOfStatus(), message, head.status());
    }

    /** Where a status says too little, the code in the body may say more. */
    private GatewayError kindOfStatus() {
        GatewayError kind = GatewayError.ofProviderStatus(head.status());
        AnswerError said = kind == GatewayError.PROVIDER_REJECTED ? scan().error() : null;
        return said == null || said.refusal() == null ? kind : said.refusal();
    }

    private Relay.Verdict.Bad bad(GatewayError error, String message, int clientStatus) {
        return new Relay.Verdict.Bad(error, message, clientStatus, received.slice());
    }

    /** Whether it is a refusal to be asked for the usage, which only the gateway did. */
    boolean refusesUsage() {
        boolean asked = head.ask().destination().asksUsage(head.ask().asked())
                && !head.ask().asked().saysHowToStream();
        boolean refused = head.status() == BAD_REQUEST || head.status() == UNPROCESSABLE;
        return asked
                && refused
                && !head.encoded()
                && namesUsage(received.slice().text());
    }

    private static boolean namesUsage(String text) {
        return text.contains("stream_options") || text.contains("include_usage");
    }
}
