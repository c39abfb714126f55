package io.callstream.stack.kafka;

import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the broker meets a fault. Kafka's own handler ends the process on a fatal one, which an embedded
 * broker must not do to its host: here it is logged, and the failed part of the broker stops.
 */
final class LoggedFaults implements FaultHandlerFactory {

    private static final Logger log = LoggerFactory.getLogger(LoggedFaults.class);

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            log.error("broker fault: part={} fatal={} message={}", name, fatal, message, cause);
            action.run();
            return new FaultHandlerException(name + ": " + message, cause);
        };
    }
}
