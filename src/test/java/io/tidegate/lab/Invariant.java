package io.tidegate.lab;

/** What must hold in every run, whatever happens to the gateway. */
enum Invariant {
    I1("no acknowledged event is lost"),
    I2("a destination that is down delays no other"),
    I3("nothing arrives that was not sent, and each byte is right"),
    I4("repeats are few and carry the same webhook-id"),
    I5("a repeated request is delivered once"),
    I6("ordered destinations get events of one key in order"),
    I7("memory is bounded"),
    I8("work goes on soon after a fault"),
    I9("every request is answered in time"),
    I10("nothing sticks"),
    I11("no secret in the logs"),
    I12("the number of series does not grow"),
    I13("jumps of the clock cause no storm of attempts"),
    I14("nothing is acknowledged below its level");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    /** The invariant in words. */
    String sentence() {
        return sentence;
    }
}
