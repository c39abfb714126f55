package io.callstream.gateway.credential;

/**
 * Where credentials come from: a file, a server of the machine, a provider's token service. May block.
 *
 * @param <T> what they are
 */
public interface CredentialSource<T> {
    /** @throws CredentialsException with what is wrong, for the operator */
    Minted<T> fetch() throws CredentialsException;
}
