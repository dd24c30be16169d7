package io.tidegate.store.redis;

import io.tidegate.redis.Node;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * How one link is: counted with the others, and told in the log whenever it changes. A link that
 * cannot be made says so once for each reason. Owned by the event loop of the link.
 */
final class LinkStanding {

    private static final Logger LOGGER = LoggerFactory.getLogger(RedisLink.class);

    private final LinkStates states;
    private final LinkPurpose purpose;
    private final Optional<Node> node;
    private Level alarm = Level.WARN;
    private Optional<LinkState> state = Optional.empty();

    /**
     * One of a link that is not open yet.
     *
     * @param node of a cluster that it leads to; empty if there is only one server
     */
    LinkStanding(LinkStates states, LinkPurpose purpose, Optional<Node> node) {
        this.states = states;
        this.purpose = purpose;
        this.node = node;
    }

    Optional<Node> node() {
        return node;
    }

    /** How logs name the node; empty if there is only one server. */
    String nodeName() {
        return node.map(Node::toString).orElse("");
    }

    private LoggingEventBuilder at(Level level) {
        var line = LOGGER.atLevel(level).addKeyValue("link", purpose.word());
        return node.map(it -> line.addKeyValue("node", it)).orElse(line);
    }

    /** Says nothing in the log from now on, but to those who look closely. */
    void hush() {
        alarm = Level.DEBUG;
    }

    /** The first attempt to connect has begun. */
    void opened() {
        enter(LinkState.CONNECTING);
    }

    /** Commands can be sent from now on. */
    void up() {
        boolean isBack = isAway();
        enter(LinkState.READY);
        at(isBack ? Level.INFO : Level.DEBUG).log("redis link up");
        if (isBack) {
            states.reconnected(purpose);
        }
    }

    private boolean isAway() {
        return state.filter(it -> it != LinkState.CONNECTING).isPresent();
    }

    /** The connection has ended by itself. */
    void lost(String reason) {
        enter(LinkState.AWAY);
        at(Level.WARN).addKeyValue("error", reason).log("redis link down");
    }

    /** No connection could be made. */
    void failed(Throwable failure) {
        LinkState now = LinkState.after(failure);
        boolean isNews = !state.equals(Optional.of(now));
        enter(now);
        if (isNews) {
            at(alarm)
                    .addKeyValue("state", now.word())
                    .addKeyValue("error", failure.toString())
                    .addKeyValue("remedy", now.remedy())
                    .log("redis does not answer");
        }
    }

    /** The link is closed for good. */
    void closed() {
        state.ifPresent(it -> states.leave(purpose, it));
        state = Optional.empty();
    }

    private void enter(LinkState next) {
        closed();
        states.enter(purpose, next);
        state = Optional.of(next);
    }
}
