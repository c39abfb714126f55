package io.callstream.gateway.server;

import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.error.GatewayError;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has services answer, away from the event loop. Only for one loop. */
final class ServiceCalls {
    private static final Logger log = LoggerFactory.getLogger(ServiceCalls.class);

    private final PageServices services;
    private final Executor loop;

    ServiceCalls(PageServices services, Executor loop) {
        this.services = services;
        this.loop = loop;
    }

    /**
     * Has a request for a service answered; the caller has been admitted.
     *
     * @param send is given the answer, on the loop
     */
    void answer(ClientRequest request, Admission.Admitted caller, Consumer<Page> send) {
        PageServices.@Nullable Found found = services.find(request.path(), request.method());
        if (found == null) {
            send.accept(Page.error(GatewayError.NOT_FOUND, "There is no such path.", null));
            return;
        }
        PageRequest asked = new PageRequest(
                request.path(), found.variable(), Query.of(request.head().uri()), request.body(), caller);
        try {
            services.executor().execute(() -> {
                Page page = page(found.service(), asked);
                loop.execute(() -> send.accept(page));
            });
        } catch (RejectedExecutionException e) {
            send.accept(
                    Page.error(GatewayError.OVERLOADED, "Too many changes wait already; try again in a moment.", null));
        }
    }

    private static Page page(PageService service, PageRequest asked) {
        try {
            return service.answer(asked);
        } catch (RuntimeException | Error e) { // whatever it is, the client has to hear something
            log.error("a request to {} failed: {}", asked.path(), e.getClass().getName(), e);
            return Page.error(GatewayError.INTERNAL, "The gateway failed to answer.", null);
        }
    }
}
