package io.callstream.cli.erase;

import io.callstream.cli.text.Printable;
import io.callstream.events.ErasedPlace;
import java.io.PrintWriter;
import java.util.List;

/** An erasure for people, a line for each place. Never names the subject. */
final class AccountText {
    private static final String LINE = "%-24s %-9s %s%n";
    private static final String PENDING =
            "no report yet: the sink does not run, or waits (see its /health); callstream erase report tells later";

    private AccountText() {}

    static void print(Account account, PrintWriter out) {
        out.printf(
                "erasure %s: %s%s%n",
                account.erasureId(),
                account.request()
                        .map(request -> request.getSubjectKind() + ", requested " + request.getRequestedAt() + ", ")
                        .orElse(""),
                account.state());
        account.removed().forEach((name, places) -> removed(name, places, out));
        account.pending().forEach(name -> out.printf(LINE, name, "pending", PENDING));
        account.stays().forEach((name, why) -> out.printf(LINE, name, "stays", why));
        out.flush();
    }

    private static void removed(String name, List<ErasedPlace> places, PrintWriter out) {
        if (places.isEmpty()) {
            out.printf(LINE, name, "removed", "nothing was there");
        }
        for (ErasedPlace place : places) {
            out.printf(
                    LINE,
                    name,
                    place.getRemains() == null ? "removed" : "FAILED",
                    Printable.of(place.getPlace()) + ": " + place.getRemoved() + ' ' + place.getThings()
                            + (place.getRemains() == null ? "" : "; " + Printable.of(place.getRemains())));
        }
    }
}
