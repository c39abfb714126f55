package io.callstream.gateway.call;

import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import io.netty.buffer.ByteBufAllocator;

/** Makes a call's attempts of what its plan says. Only for the call's event loop. */
final class AttemptMaker {
    private final CallLoop loop;
    private final AskedRequest asked;
    private final RoutePlan plan;
    private final ByteBufAllocator alloc;
    private final CallTimeline timeline;
    private Tries tries = Tries.FIRST;

    /** @param alloc of the client's connection */
    AttemptMaker(CallLoop loop, AskedRequest asked, RoutePlan plan, ByteBufAllocator alloc, CallTimeline timeline) {
        this.loop = loop;
        this.asked = asked;
        this.plan = plan;
        this.alloc = alloc;
        this.timeline = timeline;
    }

    /** What the next attempt asks for; it counts as one of the call's tries. */
    AttemptRequest request(AttemptPlan next) {
        Destination destination = new Destination(next.target(), next.model(), operation());
        tries = tries.then(next.reason(), plan.mostFallbacks());
        AttemptRequest made = new AttemptRequest(asked.request(), asked.asked(), destination, next, tries);
        return loop.usageRefusals().holds(destination) ? made.withoutUsage() : made;
    }

    /** An attempt at a deployment that this call has not asked just before. */
    Attempt attempt(Call call, AttemptRequest next) {
        ProviderRequests requests =
                new ProviderRequests(loop.upstreams(), alloc, timeline.facts().trace(), loop.elsewhere());
        return attempt(call, next, next.plan().reason(), requests);
    }

    /** The last attempt's deployment is asked once more: at the place where it has sent us, or for less. */
    Attempt again(Call call, AttemptRequest next, Attempt last, AttemptReason why) {
        return attempt(call, next, why, last.requests());
    }

    private Attempt attempt(Call call, AttemptRequest next, AttemptReason reason, ProviderRequests requests) {
        return new Attempt(call, next, reason, requests, loop.ticker(), quota(next));
    }

    private CallLease quota(AttemptRequest next) {
        return next.plan().quota().begin(() -> asked.demand().at(loop.rules().pricing(), next.model()));
    }

    private Operation operation() {
        return asked.request().endpoint().operation();
    }
}
