package io.callstream.gateway.cache;

import io.callstream.gateway.config.RedisAddress;
import io.callstream.settings.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Redis, which is made in the background, and made anew when it is wanted and gone. Has two threads of
 * its own; nothing here waits but {@link #close}. Safe for all threads.
 */
final class RedisConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int WAITING_COMMANDS = 4096;
    private static final int THREADS = 2;
    private static final long END_SECONDS = 2;

    private final CircuitBreaker breaker;
    private final Runnable failure;
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile boolean closed;

    /**
     * Begins to connect.
     *
     * @param patience for one command
     * @param failure called for every attempt to connect that fails
     */
    RedisConnection(RedisAddress address, Duration patience, CircuitBreaker breaker, Runnable failure) {
        this.breaker = breaker;
        this.failure = failure;
        this.uri = uri(address);
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP2)
                .requestQueueSize(WAITING_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .tcpNoDelay(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .build());
        connect();
    }

    private static RedisURI uri(RedisAddress address) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(address.host())
                .withPort(address.port())
                .withSsl(address.tls())
                .withDatabase(address.database())
                .withTimeout(CONNECT);
        address.password()
                .map(Secret::reveal)
                .ifPresent(password -> login(uri, address.username(), password.toCharArray()));
        return uri.build();
    }

    private static void login(RedisURI.Builder uri, Optional<String> username, char[] password) {
        username.ifPresentOrElse(user -> uri.withAuthentication(user, password), () -> uri.withPassword(password));
    }

    /** What commands are sent by; null while there is no connection, which is then on its way unless it has failed lately. */
    @Nullable RedisAsyncCommands<String, byte[]> commands() {
        StatefulRedisConnection<String, byte[]> current = connection;
        if (current != null && current.isOpen()) {
            return current.async();
        }
        connect();
        return null;
    }

    /** Answers that are late would be taken for those of later commands: the connection is not used any more. */
    void drop() {
        StatefulRedisConnection<String, byte[]> current = connection;
        connection = null;
        if (current != null && current.isOpen()) {
            current.closeAsync();
        }
    }

    private void connect() {
        if (closed || !connecting.compareAndSet(false, true)) {
            return;
        }
        if (!breaker.allows()) {
            connecting.set(false);
            return;
        }
        client.connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), uri)
                .whenComplete(this::connected);
    }

    private void connected(@Nullable StatefulRedisConnection<String, byte[]> made, @Nullable Throwable wrong) {
        if (made == null) {
            breaker.failed();
            failure.run();
        } else if (closed) {
            made.closeAsync();
        } else {
            breaker.tryNow(); // first: whoever sees the connection may have failed on it by the next line
            connection = made;
        }
        connecting.set(false);
    }

    @Override
    public void close() {
        closed = true;
        drop();
        client.shutdownAsync(0, END_SECONDS, TimeUnit.SECONDS)
                .whenComplete((done, wrong) -> resources.shutdown(0, END_SECONDS, TimeUnit.SECONDS));
    }
}
