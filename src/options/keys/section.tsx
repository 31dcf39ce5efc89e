import { useCallback, useState } from 'preact/hooks';
import { Button } from '../../ui/components.tsx';
import type { SectionProps } from '../services/types.ts';
import { useStored } from '../services/use-stored.ts';

/** What each keyboard shortcut does, and where to change it. */
export function KeysSection({ words, services }: SectionProps) {
  const { shortcuts } = services;
  const [cannotOpen, setCannotOpen] = useState(false);
  const { value: list } = useStored(
    useCallback(() => shortcuts.list(), [shortcuts]),
    useCallback((onChange) => shortcuts.subscribe(onChange), [shortcuts]),
  );
  const change = (): void => {
    void shortcuts.change().then((opened) => setCannotOpen(!opened));
  };
  return (
    <div class="settings">
      {list && (
        <table class="facts">
          <tbody>
            {list.map(({ name, what, keys }) => (
              <tr key={name}>
                <th scope="row">{what}</th>
                <td>
                  {keys ? <kbd dir="ltr">{keys}</kbd> : <span>{words('popup_shortcutNone')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="row">
        <Button onPress={change}>{words('options_keysChange')}</Button>
      </div>
      <p class="said" role="status">
        {cannotOpen && words('options_keysWhere')}
      </p>
    </div>
  );
}
