package io.callstream.sink.http;

import io.callstream.sink.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a status means for the batch. A sink starts from {@link #standard()} and says where its destination differs.
 *
 * <table>
 * <caption>The standard</caption>
 * <tr><td>2xx</td><td>delivered</td></tr>
 * <tr><td>408, 425, 429, 5xx, no answer</td><td>retry, after {@code Retry-After} if there is one</td></tr>
 * <tr><td>3xx, 401, 402, 403, 404, 405, 407, 410</td><td>hold: credentials, bill or address</td></tr>
 * <tr><td>any other 4xx, such as 400, 413, 422</td><td>rejected: something in the batch</td></tr>
 * <tr><td>2xx with a web page</td><td>hold: a login or a landing page stands where the interface should be</td></tr>
 * <tr><td>403 with a web page</td><td>retry: a firewall before the destination, which may dislike a single event</td></tr>
 * </table>
 */
public final class StatusTable {
    private enum Meaning {
        DELIVERED,
        RETRY,
        HOLD,
        REJECTED
    }

    private static final int FORBIDDEN = 403;
    private static final String PAGE = "_web_page";

    private final Map<Integer, Meaning> special;
    private final boolean pages;

    private StatusTable(Map<Integer, Meaning> special, boolean pages) {
        this.special = Map.copyOf(special);
        this.pages = pages;
    }

    public static StatusTable standard() {
        return new StatusTable(Map.of(), false)
                .with(Meaning.RETRY, 408, 425, 429)
                .with(Meaning.HOLD, 401, 402, 403, 404, 405, 407, 410);
    }

    public StatusTable retry(int... statuses) {
        return with(Meaning.RETRY, statuses);
    }

    public StatusTable hold(int... statuses) {
        return with(Meaning.HOLD, statuses);
    }

    public StatusTable rejected(int... statuses) {
        return with(Meaning.REJECTED, statuses);
    }

    /** A web page is an answer like any other here. */
    public StatusTable pages() {
        return new StatusTable(special, true);
    }

    private StatusTable with(Meaning meaning, int... statuses) {
        Map<Integer, Meaning> more = new HashMap<>(special);
        for (int status : statuses) {
            more.put(status, meaning);
        }
        return new StatusTable(more, pages);
    }

    /** The verdict by status alone; the reason is the status, never the answer's text. */
    public Delivery delivery(Answer answer) {
        return delivery(answer, replied -> Delivery.delivered());
    }

    /** @param success says what a 2xx answer of this destination means, if more than that all went well */
    public Delivery delivery(Answer answer, Function<Answer.Replied, Delivery> success) {
        if (answer instanceof Answer.Unreachable unreachable) {
            return Delivery.retry(unreachable.reason());
        }
        Answer.Replied replied = (Answer.Replied) answer;
        String reason = "http_" + replied.status();
        if (!pages && isWebPage(replied) && pageMeansMore(replied.status())) {
            return replied.status() == FORBIDDEN
                    ? new Delivery.RetryAfter(replied.retryAfter(), reason + PAGE)
                    : Delivery.hold(reason + PAGE);
        }
        return switch (meaning(replied.status())) {
            case DELIVERED -> success.apply(replied);
            case RETRY -> new Delivery.RetryAfter(replied.retryAfter(), reason);
            case HOLD -> Delivery.hold(reason);
            case REJECTED -> Delivery.rejected(reason);
        };
    }

    /** By its body as well, since much that says it is HTML says only "ok". */
    private static boolean isWebPage(Answer.Replied replied) {
        return replied.headers().getOrDefault("content-type", "").startsWith("text/html")
                && replied.text().stripLeading().startsWith("<");
    }

    private boolean pageMeansMore(int status) {
        Meaning meaning = meaning(status);
        return meaning == Meaning.DELIVERED || (status == FORBIDDEN && meaning == Meaning.HOLD);
    }

    private Meaning meaning(int status) {
        return special.getOrDefault(status, byClass(status));
    }

    private static Meaning byClass(int status) {
        return switch (status / 100) {
            case 2 -> Meaning.DELIVERED;
            case 3 -> Meaning.HOLD;
            case 4 -> Meaning.REJECTED;
            default -> Meaning.RETRY;
        };
    }
}
