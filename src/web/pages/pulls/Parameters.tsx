/** What a recipe's JSON Schema says of one parameter; more than this is not drawn. */
type Property = {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly { readonly const?: unknown }[];
  readonly minimum?: number;
  readonly maximum?: number;
};
export type Given = Readonly<Record<string, unknown>>;

/** Above this a limit says nothing to a person (JSON Schema writes the largest safe integer). */
const largestShown = 1_000_000_000;

const propertiesOf = (schema: unknown): Readonly<Record<string, Property>> =>
  (typeof schema === 'object' && schema !== null && 'properties' in schema ? schema.properties : {}) as Readonly<Record<string, Property>>;

/** The parameters of a recipe as fields; only what differs from the default is given. */
export function Parameters({ schema, given, onChange }: { schema: unknown; given: Given; onChange: (given: Given) => void }) {
  const properties = Object.entries(propertiesOf(schema));
  if (properties.length === 0) return null;
  const set = (name: string, value: unknown): void => {
    const { [name]: _, ...others } = given;
    onChange(value === undefined || value === propertiesOf(schema)[name]?.default ? others : { ...others, [name]: value });
  };
  return (
    <div className="parameters">
      {properties.map(([name, property]) => (
        <label key={name} title={property.description}>
          <span>{name.replace(/([A-Z])/g, ' $1').toLowerCase()}</span>
          <Field property={property} value={given[name] ?? property.default} set={(value) => set(name, value)} />
          <span className="quiet small">{property.description}</span>
        </label>
      ))}
    </div>
  );
}

function Field({ property, value, set }: { property: Property; value: unknown; set: (value: unknown) => void }) {
  const choices = property.enum ?? property.anyOf?.map((each) => each.const);
  if (choices)
    return (
      <select value={String(value)} onChange={(change) => set(choices.find((choice) => String(choice) === change.target.value))}>
        {choices.map((choice) => (
          <option key={String(choice)}>{String(choice)}</option>
        ))}
      </select>
    );
  if (property.type === 'boolean')
    return <input type="checkbox" checked={value === true} onChange={(change) => set(change.target.checked)} />;
  if (property.type === 'integer' || property.type === 'number')
    return (
      <input
        type="number"
        min={property.minimum}
        max={property.maximum !== undefined && property.maximum < largestShown ? property.maximum : undefined}
        value={value === undefined ? '' : String(value)}
        onChange={(change) => set(change.target.value === '' ? undefined : Number(change.target.value))}
      />
    );
  return (
    <input
      value={value === undefined ? '' : String(value)}
      onChange={(change) => set(change.target.value === '' ? undefined : change.target.value)}
    />
  );
}
