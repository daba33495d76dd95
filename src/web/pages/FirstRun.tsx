/** An empty catalogue: how footage comes in. */
export function FirstRun() {
  return (
    <section className="panel">
      <h1>No productions yet</h1>
      <p>Make one and bring footage in from a terminal in the folder of Rushes:</p>
      <pre className="mono">
        {`./rushes production create my-show --title "My Show" --rate 24000/1001
./rushes ingest /path/to/cards --production my-show
./rushes match cut.edl --production my-show`}
      </pre>
      <p>
        Or start with <code>RUSHES_SEED=auto npm start</code> on an empty catalogue: a small production is made and taken in by itself.
      </p>
    </section>
  );
}
