package io.tidegate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.RedisOptions;
import org.junit.jupiter.api.Test;

/** When a server is the master still, by what sentinels say. */
class SentinelTallyTest {

    private static final SentinelAnswer YES = new SentinelAnswer(3, "10.0.0.1:6379", false);
    private static final SentinelAnswer LEAVING = new SentinelAnswer(3, "10.0.0.1:6379", true);
    private static final SentinelAnswer NEWER = new SentinelAnswer(4, "10.0.0.2:6379", false);
    private static final SentinelAnswer OLDER = new SentinelAnswer(2, "10.0.0.2:6379", false);
    private static final Located LOCATED =
            new Located(new RedisOptions().setConnectionString("redis://10.0.0.1:6379"), 3);

    @Test
    void twoOfThreeAreEnoughIfTheThirdIsAway() {
        var tally = new SentinelTally(LOCATED, 3, 2);
        tally.said(YES, true);
        assertThat(tally.verdict().isComplete()).isFalse();
        tally.said(YES, true);
        assertThat(tally.verdict().succeeded()).isTrue();
    }

    @Test
    void whoeverIsThereIsHeardFirst() {
        var tally = new SentinelTally(LOCATED, 3, 3);
        tally.said(YES, true);
        tally.said(YES, true);
        assertThat(tally.verdict().isComplete()).isFalse();
        tally.silent(true);
        assertThat(tally.verdict().succeeded()).isTrue();
    }

    @Test
    void oneThatHasBegunToReplaceItIsEnough() {
        var tally = new SentinelTally(LOCATED, 3, 3);
        tally.said(YES, true);
        tally.said(YES, true);
        tally.said(LEAVING, true);
        assertThat(tally.verdict().cause()).hasMessage(Located.SUPERSEDED);
    }

    @Test
    void oneThatNamesAnotherByANewerConfigurationIsEnough() {
        var tally = new SentinelTally(LOCATED, 3, 3);
        tally.said(NEWER, true);
        assertThat(tally.verdict().cause()).hasMessage(Located.SUPERSEDED);
    }

    @Test
    void fewerThanMostSayNothing() {
        var tally = new SentinelTally(LOCATED, 3, 1);
        tally.said(YES, true);
        tally.silent(false);
        assertThat(tally.verdict().isComplete()).isFalse();
        tally.said(OLDER, false);
        assertThat(tally.verdict().cause()).hasMessage("1 sentinels confirm the master, 2 needed");
    }
}
