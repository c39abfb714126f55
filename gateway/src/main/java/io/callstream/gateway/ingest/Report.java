package io.callstream.gateway.ingest;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.server.Page;
import io.callstream.json.JsonText;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;

/** What one body reports, and what is wrong with parts of it. */
record Report(List<ReportedCall> calls, List<Rejected> rejected) {
    /** @param index of the item in the body, from 0 */
    record Rejected(int index, String why) {}

    /**
     * Reads a body; an item that is wrong costs none of the others.
     *
     * @throws InvalidItemException if it cannot be taken apart
     */
    static Report read(Slice body, Reporter reporter, ClientApi api) throws InvalidItemException {
        List<ReportedCall> calls = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        List<Slice> items = Items.of(body);
        for (int i = 0; i < items.size(); i++) {
            try {
                calls.add(call(items.get(i), reporter, api));
            } catch (InvalidItemException e) {
                rejected.add(new Rejected(i, e.getMessage()));
            }
        }
        return new Report(List.copyOf(calls), List.copyOf(rejected));
    }

    private static ReportedCall call(Slice item, Reporter reporter, ClientApi api) throws InvalidItemException {
        Payload payload = Payload.read(item);
        PayloadOutcome outcome = new PayloadOutcome(payload, api);
        return new ReportedCall(new PayloadFacts(payload, reporter).facts(), outcome.outcome(), outcome.failed());
    }

    /** What the reporter is answered once all is recorded that can be. */
    Page page() {
        StringBuilder json = new StringBuilder("{\"accepted\":" + calls.size() + ",\"rejected\":[");
        for (int i = 0; i < rejected.size(); i++) {
            append(json.append(i == 0 ? "" : ","), rejected.get(i));
        }
        int status = calls.isEmpty() && !rejected.isEmpty() ? 400 : 200;
        return Page.json(status, json.append("]}").toString());
    }

    private static void append(StringBuilder json, Rejected each) {
        json.append("{\"index\":").append(each.index()).append(",\"error\":");
        JsonText.quote(json, each.why());
        json.append('}');
    }
}
