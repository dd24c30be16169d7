package io.tidegate.store.redis;

import io.tidegate.redis.Located;
import io.tidegate.store.StoreException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** How a link to Redis is; all but {@link #READY} mean that no command can be sent over it. */
public enum LinkState {
    /** It is being made, and nothing is known against it. */
    CONNECTING("wait"),
    /** It is in use. */
    READY("nothing"),
    /** Nobody answers, or not in time. */
    AWAY("see whether redis runs and can be reached"),
    /** Who answers is no master, or the sentinels name another. */
    WRONG_ROLE("wait for the failover to end; with one server, point redis.uri at the master"),
    /** The server does not know our user or password. */
    WRONG_PASSWORD("set redis.user and redis.password to what the server knows"),
    /** The server knows our user, who may not do what we must. */
    NOT_PERMITTED("give the user the rights that src/docs/redis.md lists"),
    /** The server still reads its files. */
    LOADING("wait"),
    /** One side does not trust the certificate of the other. */
    UNTRUSTED("compare redis.tls and the host in the address with the server's certificate"),
    /** We do not want this server: it cannot keep what is promised, or holds what is not ours. */
    REFUSED("follow the advice");

    private final String remedy;

    LinkState(String remedy) {
        this.remedy = remedy;
    }

    /** The state of a link that could not be made for this reason. */
    static LinkState after(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("WRONGPASS") || message.startsWith("NOAUTH")) {
            return WRONG_PASSWORD;
        }
        if (message.startsWith("NOPERM")) {
            return NOT_PERMITTED;
        }
        if (message.startsWith("LOADING")) {
            return LOADING;
        }
        if (message.startsWith(Wire.NO_MASTER) || message.startsWith(Located.SUPERSEDED)) {
            return WRONG_ROLE;
        }
        if (failure instanceof SSLException) {
            return UNTRUSTED;
        }
        return failure instanceof StoreException ? REFUSED : AWAY;
    }

    /** How logs and meters name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a person can do about it. */
    String remedy() {
        return remedy;
    }
}
