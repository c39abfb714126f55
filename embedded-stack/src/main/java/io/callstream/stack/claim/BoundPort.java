package io.callstream.stack.claim;

import io.callstream.stack.ListenAddress;
import io.callstream.stack.StackException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A listening socket, bound before its server exists. A free port that is looked up, released and bound again can be
 * taken by somebody else in between; a socket that stays bound cannot.
 */
public final class BoundPort implements AutoCloseable {

    /** Connections the system keeps waiting until the server accepts them. */
    private static final int BACKLOG = 128;

    private final ServerSocketChannel channel;
    private final int port;

    private BoundPort(ServerSocketChannel channel, int port) {
        this.channel = channel;
        this.port = port;
    }

    /**
     * Binds the address.
     *
     * @param owner what the caller is, for the error message ("Kafka")
     * @throws StackException if the port is busy or the host is not an address of this machine
     */
    public static BoundPort bind(ListenAddress address, String owner) {
        try {
            return new BoundPort(open(address), address);
        } catch (IOException e) {
            throw busy(address, owner, e);
        }
    }

    private BoundPort(ServerSocketChannel channel, ListenAddress asked) throws IOException {
        this(channel, channel.getLocalAddress() instanceof InetSocketAddress bound ? bound.getPort() : asked.port());
    }

    private static ServerSocketChannel open(ListenAddress address) throws IOException {
        InetSocketAddress socket = new InetSocketAddress(address.host(), address.port());
        if (socket.isUnresolved()) {
            throw new IOException("unknown host");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(socket, BACKLOG);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The one line for a port that cannot be had, for servers that bind by themselves. */
    public static StackException busy(ListenAddress address, String owner, Exception cause) {
        return new StackException(
                owner + " cannot listen on " + address + ": " + cause.getMessage()
                        + " (free the port, give another, or 0 to pick a free one)",
                cause);
    }

    /** The bound port; the system's choice if 0 was asked for. */
    public int port() {
        return port;
    }

    /** The socket itself, for a server that takes over an open one. */
    public ServerSocketChannel channel() {
        return channel;
    }

    /** Closes the socket. Closing twice, or after the server closed it, is harmless. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("port " + port + " could not be released: " + e.getMessage(), e);
        }
    }
}
